import { createHash } from 'node:crypto';

/** Bytes of a SHA-256. */
const SIZE = 32;

/** What begins the hash of a leaf and of a node, so that neither can be passed off as the other (RFC 6962, 2.1). */
const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

function hashOf(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/**
 * The tree over the hashes of a chain (RFC 6962). With its root signed, a single entry is proved to stand at its place by some
 * twenty hashes, none of which tells anything of another entry. Holds 32 bytes an entry.
 */
export class MerkleTree {
  #leaves = Buffer.alloc(1024 * SIZE);
  #size = 0;
  #levels: Buffer[] | undefined;

  get size(): number {
    return this.#size;
  }

  /** Adds the next entry by its hash in hexadecimal. */
  add(entryHash: string): void {
    const at = this.#size * SIZE;
    if (at === this.#leaves.length) {
      this.#leaves = Buffer.concat([this.#leaves, Buffer.alloc(this.#leaves.length)]);
    }
    hashOf(LEAF, Buffer.from(entryHash, 'hex')).copy(this.#leaves, at);
    this.#size += 1;
    this.#levels = undefined;
  }

  /** In hexadecimal. @throws RangeError for a tree without entries. */
  root(): string {
    return node(this.#built().at(-1), 0).toString('hex');
  }

  /** The hashes beside the way from an entry up to the root, lowest first. @param index counts from 0. */
  proof(index: number): string[] {
    const proof: string[] = [];
    let at = index;
    for (const level of this.#built()) {
      const beside = at ^ 1;
      if ((beside + 1) * SIZE <= level.length) proof.push(node(level, beside).toString('hex'));
      at >>= 1;
    }
    return proof;
  }

  #built(): Buffer[] {
    if (this.#levels) return this.#levels;
    if (this.#size === 0) throw new RangeError('a tree without entries has no root');
    const levels: Buffer[] = [this.#leaves.subarray(0, this.#size * SIZE)];
    for (let below = levels[0]; below && below.length > SIZE; below = levels.at(-1)) {
      levels.push(above(below));
    }
    this.#levels = levels;
    return levels;
  }
}

/** Whether an entry stands at `index` of a chain of `size` entries whose tree has this root. */
export function isProved(
  entryHash: string,
  { index, size, root }: { readonly index: number; readonly size: number; readonly root: string },
  proof: readonly string[],
): boolean {
  if (index < 0 || index >= size) return false;
  const left = proof.map((hash) => Buffer.from(hash, 'hex'));
  let hash = hashOf(LEAF, Buffer.from(entryHash, 'hex'));
  for (let at = index, width = size; width > 1; at >>= 1, width = Math.ceil(width / 2)) {
    if ((at ^ 1) >= width) continue;
    const beside = left.shift();
    if (!beside) return false;
    hash = at % 2 === 1 ? hashOf(NODE, beside, hash) : hashOf(NODE, hash, beside);
  }
  return left.length === 0 && hash.toString('hex') === root;
}

function above(level: Buffer): Buffer {
  const width = level.length / SIZE;
  const made = Buffer.alloc(Math.ceil(width / 2) * SIZE);
  for (let at = 0; at < width; at += 2) {
    const hash =
      at + 1 < width ? hashOf(NODE, node(level, at), node(level, at + 1)) : node(level, at);
    hash.copy(made, (at / 2) * SIZE);
  }
  return made;
}

function node(level: Buffer | undefined, at: number): Buffer {
  if (!level) throw new RangeError('a tree without levels');
  return level.subarray(at * SIZE, (at + 1) * SIZE);
}
