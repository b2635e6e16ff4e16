import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { MerkleTree, isProved } from '#ledger/merkle.ts';

const leaf = (n: number) => createHash('sha256').update(String(n)).digest('hex');

/** The tree of RFC 6962, 2.1, as its text defines it. */
function rootBy(hashes: readonly string[]): Buffer {
  const hash = (...parts: readonly Uint8Array[]) => {
    const made = createHash('sha256');
    for (const part of parts) made.update(part);
    return made.digest();
  };
  if (hashes.length === 1) return hash(Buffer.from([0]), Buffer.from(hashes[0] ?? '', 'hex'));
  let half = 1;
  while (half * 2 < hashes.length) half *= 2;
  return hash(Buffer.from([1]), rootBy(hashes.slice(0, half)), rootBy(hashes.slice(half)));
}

describe('The tree over a chain', () => {
  const place = fc
    .integer({ min: 1, max: 70 })
    .chain((size) => fc.tuple(fc.constant(size), fc.nat({ max: size - 1 })));

  it('has the root that RFC 6962 defines, and proves every entry at its place only', () => {
    fc.assert(
      fc.property(place, ([size, index]) => {
        const hashes = Array.from({ length: size }, (_, n) => leaf(n));
        const tree = new MerkleTree();
        for (const hash of hashes) tree.add(hash);
        const root = tree.root();
        assert.equal(root, rootBy(hashes).toString('hex'));
        const proof = tree.proof(index);
        assert.ok(isProved(leaf(index), { index, size, root }, proof));
        assert.ok(!isProved(leaf(size), { index, size, root }, proof));
        assert.ok(!isProved(leaf(index), { index, size, root }, [...proof, leaf(0)]));
        if (size > 1) {
          assert.ok(!isProved(leaf(index), { index: (index + 1) % size, size, root }, proof));
          assert.ok(!isProved(leaf(index), { index, size, root }, proof.slice(1)));
        }
      }),
    );
  });

  it('grows beyond its first room', () => {
    const tree = new MerkleTree();
    for (let n = 0; n < 5000; n += 1) tree.add(leaf(n));
    const at = { index: 4321, size: 5000, root: tree.root() };
    assert.ok(isProved(leaf(4321), at, tree.proof(4321)));
  });
});
