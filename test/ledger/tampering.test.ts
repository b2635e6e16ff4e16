import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { after, before, describe, it } from 'mocha';
import { instant } from '#domain/time.ts';
import { GENESIS, entryHash } from '#ledger/append.ts';
import { canonicalJson } from '#ledger/canonical-json.ts';
import { signCheckpoint } from '#ledger/checkpoint.ts';
import { proofBreak } from '#ledger/export.ts';
import { MerkleTree } from '#ledger/merkle.ts';
import { openSigner } from '#ledger/signing-key.ts';
import { verifyChain } from '#ledger/verify.ts';
import { LEDGER_TYPES, type LedgerEntry } from '#ports/store/ledger.ts';
import type { Signer } from '#ports/signer.ts';
import type { Store } from '#ports/store/store.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';

const HOME = 'home';
let chains = 0;

/** A chain as `append` writes it, of an estate of its own. */
function chainOf(bodies: readonly { n: number; type: number }[]): LedgerEntry[] {
  const estateId = `estate-${(chains += 1)}`;
  const entries: LedgerEntry[] = [];
  for (const [index, { n, type }] of bodies.entries()) {
    const unsealed = {
      estateId,
      seq: index + 1,
      prev: entries.at(-1)?.hash ?? GENESIS,
      at: instant(1_700_000_000_000 + index),
      type: LEDGER_TYPES[type % LEDGER_TYPES.length] ?? 'demand',
      householdId: HOME,
      conversationId: null,
      body: canonicalJson({ n }),
    };
    entries.push({ ...unsealed, hash: entryHash(unsealed) });
  }
  return entries;
}

const bodies = fc.array(fc.record({ n: fc.integer(), type: fc.nat(100) }), {
  minLength: 1,
  maxLength: 40,
});
/** A chain and a place in it. */
const placed = bodies.chain((all) =>
  fc.record({
    entries: fc.constant(all),
    at: fc.nat(all.length - 1),
    other: fc.nat(all.length - 1),
  }),
);

describe('A chain of any length', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'nuancui-tamper-'));
  let store: Store;
  let signer: Signer;
  before(async () => {
    store = await openSqlite({ file: join(folder, 'nuancui.db') });
    signer = openSigner(folder);
  });
  after(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  /** What `ledger verify` says of these rows, with a checkpoint on the chain as it was. */
  async function verdictOn(rows: readonly LedgerEntry[], whole: readonly LedgerEntry[]) {
    const estateId = whole[0]?.estateId ?? '';
    await store.write(async (tx) => {
      for (const row of rows) await tx.ledger.insert(row);
    });
    const end = { estateId, seq: whole.length, head: whole.at(-1)?.hash ?? '', root: null };
    const checkpoint = signCheckpoint(signer, end, instant(1_700_000_100_000));
    return (await verifyChain(store, estateId, [checkpoint])).broken;
  }

  it('holds when nobody touched it', async () => {
    await fc.assert(
      fc.asyncProperty(bodies, async (all) => {
        const chain = chainOf(all);
        assert.equal(await verdictOn(chain, chain), null);
      }),
      { numRuns: 30 },
    );
  });

  it('names the first entry that was changed, in whichever of its fields', async () => {
    const changes: readonly ((entry: LedgerEntry) => LedgerEntry)[] = [
      (entry) => ({ ...entry, body: '{"n":"forged"}' }),
      (entry) => ({ ...entry, at: instant(entry.at + 1) }),
      (entry) => ({ ...entry, householdId: 'another' }),
      (entry) => ({ ...entry, conversationId: 'another' }),
      (entry) => ({ ...entry, type: entry.type === 'demand' ? 'courtesy' : 'demand' }),
    ];
    await fc.assert(
      fc.asyncProperty(placed, fc.constantFrom(...changes), async ({ entries, at }, change) => {
        const chain = chainOf(entries);
        const rows = chain.map((entry, index) => (index === at ? change(entry) : entry));
        assert.deepEqual(await verdictOn(rows, chain), { seq: at + 1, why: 'changed' });
      }),
      { numRuns: 60 },
    );
  });

  it('names the first entry that was taken out, cut off or moved', async () => {
    await fc.assert(
      fc.asyncProperty(placed, async ({ entries, at, other }) => {
        const [deleted, cut, moved] = [chainOf(entries), chainOf(entries), chainOf(entries)];
        const gone = await verdictOn(deleted.toSpliced(at, 1), deleted);
        assert.equal(gone?.seq, at + 1);
        const short = await verdictOn(cut.slice(0, at), cut);
        assert.deepEqual(short, { seq: at + 1, why: 'truncated', until: cut.length });
        if (at === other) return;
        const swapped = moved.map((entry, index) => {
          const seq = index === at ? other + 1 : index === other ? at + 1 : index + 1;
          return { ...entry, seq };
        });
        const order = await verdictOn(swapped, moved);
        assert.equal(order?.seq, Math.min(at, other) + 1);
      }),
      { numRuns: 40 },
    );
  });

  it('names an entry that was slipped in, however well it is hashed', async () => {
    await fc.assert(
      fc.asyncProperty(placed, async ({ entries, at }) => {
        const chain = chainOf(entries);
        const [model] = chain;
        assert.ok(model);
        const forged = { ...model, seq: at + 1, prev: 'f'.repeat(64), body: '{"n":"forged"}' };
        const rows = [
          ...chain.slice(0, at),
          { ...forged, hash: entryHash(forged) },
          ...chain.slice(at).map((entry) => ({ ...entry, seq: entry.seq + 1 })),
        ];
        assert.deepEqual(await verdictOn(rows, chain), { seq: at + 1, why: 'unlinked' });
      }),
      { numRuns: 40 },
    );
  });

  it('cannot be written anew as a whole: the checkpoint knows another', async () => {
    await fc.assert(
      fc.asyncProperty(bodies, async (all) => {
        const chain = chainOf(all);
        const forged = chainOf(all.map(({ n, type }) => ({ n: n === 0 ? 1 : 0, type })));
        const estateId = chain[0]?.estateId ?? '';
        let prev = GENESIS;
        const rows = forged.map((entry) => {
          const unsealed = { ...entry, estateId, prev };
          const made = { ...unsealed, hash: entryHash(unsealed) };
          prev = made.hash;
          return made;
        });
        assert.equal((await verdictOn(rows, chain))?.why, 'rewritten');
      }),
      { numRuns: 20 },
    );
  });

  it('is proved entry by entry in an export, and no entry that was touched is', () => {
    fc.assert(
      fc.property(placed, ({ entries, at, other }) => {
        const chain = chainOf(entries);
        const tree = new MerkleTree();
        for (const { hash } of chain) tree.add(hash);
        const [first] = chain;
        assert.ok(first);
        const end = {
          estateId: first.estateId,
          seq: tree.size,
          head: chain.at(-1)?.hash ?? '',
          root: tree.root(),
        };
        const checkpoint = signCheckpoint(signer, end, instant(0));
        const proved = chain.map((entry, index) => ({ ...entry, proof: tree.proof(index) }));
        const broken = (rows: typeof proved) => proofBreak({ checkpoint, entries: rows }, HOME);
        assert.equal(broken(proved), null);
        const changed = proved.map((entry, index) =>
          index === at ? { ...entry, body: '{"n":"forged"}' } : entry,
        );
        assert.deepEqual(broken(changed), { seq: at + 1, why: 'changed' });
        const rehashed = changed.map((entry) => ({ ...entry, hash: entryHash(entry) }));
        assert.deepEqual(broken(rehashed), { seq: at + 1, why: 'unproved' });
        const doubled = proved.toSpliced(at, 0, ...proved.slice(at, at + 1));
        assert.deepEqual(broken(doubled), { seq: at + 1, why: 'order' });
        const [low, high] = [Math.min(at, other), Math.max(at, other)];
        const [a, b] = [proved[low], proved[high]];
        if (low === high || !a || !b) return;
        const swapped = proved.with(low, b).with(high, a);
        assert.equal(broken(swapped)?.why, 'order');
      }),
      { numRuns: 60 },
    );
  });
});
