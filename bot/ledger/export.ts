import { z } from 'zod';
import { instant } from '#domain/time.ts';
import type { Instant } from '#domain/time.ts';
import { Fault } from '#errors';
import { LEDGER_TYPES, type LedgerEntry } from '#ports/store/ledger.ts';
import type { Signer } from '#ports/signer.ts';
import type { Store } from '#ports/store/store.ts';
import { entryHash } from './append.ts';
import { type Checkpoint, isGenuine, signCheckpoint } from './checkpoint.ts';
import { MerkleTree, isProved } from './merkle.ts';
import { verifyChain } from './verify.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/u, 'a SHA-256 in lower-case hexadecimal');

/** An entry as exports hold it. */
export const provedEntrySchema = z.strictObject({
  estateId: z.string(),
  seq: z.int().min(1),
  prev: digest,
  hash: digest,
  at: z.int().transform((ms) => instant(ms)),
  type: z.enum(LEDGER_TYPES),
  householdId: z.string().nullable(),
  conversationId: z.string().nullable(),
  body: z.string(),
  /** What proves that it stands in the chain: the hashes beside its way up the tree, lowest first. */
  proof: z.array(digest).max(64),
});

/** An entry with what ties it to a signed checkpoint without the entries of anybody else. */
export type ProvedEntry = z.infer<typeof provedEntrySchema>;

export interface ProvedEntries {
  readonly checkpoint: Checkpoint;
  readonly entries: readonly ProvedEntry[];
}

/**
 * A household's entries, each with its proof, under a checkpoint signed now. The whole chain is checked on the way.
 * @throws Fault LEDGER_BROKEN when the chain does not hold, INPUT_INVALID when there is no chain yet.
 */
export async function proveEntries(
  store: Store,
  signer: Signer,
  { estateId, householdId }: { readonly estateId: string; readonly householdId: string },
  checkpoints: readonly Checkpoint[],
  now: Instant,
): Promise<ProvedEntries> {
  const tree = new MerkleTree();
  const own: LedgerEntry[] = [];
  const known = checkpoints.filter((one) => one.estateId === estateId);
  const { head, broken } = await verifyChain(store, estateId, known, (entry) => {
    tree.add(entry.hash);
    if (entry.householdId === householdId) own.push(entry);
  });
  if (broken) {
    const right = 'run "ledger verify": no evidence is made from a chain that does not hold';
    throw new Fault('LEDGER_BROKEN', {
      estate: estateId,
      entry: broken.seq,
      why: broken.why,
      right,
    });
  }
  if (tree.size === 0) {
    throw new Fault('INPUT_INVALID', {
      estate: estateId,
      entries: 0,
      right: 'import a workbook first',
    });
  }
  const end = { estateId, seq: tree.size, head, root: tree.root() };
  return {
    checkpoint: signCheckpoint(signer, end, now),
    entries: own.map((entry) => ({ ...entry, proof: tree.proof(entry.seq - 1) })),
  };
}

/** Why an exported entry proves nothing. `seq` is null for what concerns all of them. */
export interface ProofBreak {
  readonly seq: number | null;
  readonly why: 'checkpoint' | 'order' | 'changed' | 'unproved' | 'foreign';
}

/** Checks exported entries with nothing but what is in the export; null when all of it holds. */
export function proofBreak(
  { checkpoint, entries }: ProvedEntries,
  householdId: string,
): ProofBreak | null {
  const { seq: size, root, estateId } = checkpoint;
  if (root === null || !isGenuine(checkpoint)) return { seq: null, why: 'checkpoint' };
  let last = 0;
  for (const { proof, ...entry } of entries) {
    const { seq } = entry;
    if (seq <= last) return { seq, why: 'order' };
    if (entry.estateId !== estateId || entry.householdId !== householdId) {
      return { seq, why: 'foreign' };
    }
    if (entryHash(entry) !== entry.hash) return { seq, why: 'changed' };
    if (!isProved(entry.hash, { index: seq - 1, size, root }, proof)) {
      return { seq, why: 'unproved' };
    }
    last = seq;
  }
  return null;
}
