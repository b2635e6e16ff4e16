import type { LedgerEntry } from '#ports/store/ledger.ts';
import type { Store } from '#ports/store/store.ts';
import { GENESIS, entryHash } from './append.ts';
import type { Checkpoint } from './checkpoint.ts';

/** Where a chain does not hold, or that it does. */
export interface ChainVerdict {
  readonly estateId: string;
  readonly entries: number;
  /** Hash of the newest entry that holds. */
  readonly head: string;
  /** Entries that the newest matching checkpoint covers; what follows could still be cut off unseen. */
  readonly sealed: number;
  readonly broken: Break | null;
}

/** The first entry that does not hold. */
export interface Break {
  readonly seq: number;
  readonly why: ChainBreak;
  /** Last entry that a checkpoint proves to have been there, or to have been another. */
  readonly until?: number;
}

/**
 * `changed`: the content is not what was hashed. `missing`: a number is left out. `unlinked`: it follows another entry.
 * `truncated`: a signed checkpoint knows of entries from here on that are gone. `rewritten`: the chain holds in itself
 * and is another one than a checkpoint signed.
 */
export type ChainBreak = 'changed' | 'missing' | 'unlinked' | 'truncated' | 'rewritten';

/** Entries read at once. */
export const PAGE = 1000;

/**
 * Reads every chain from its first entry to its last, a page at a time, and checks each link and each checkpoint.
 * @param checkpoints genuine ones, of any estate in any order; they are what finds a chain that was cut off.
 */
export async function verifyLedger(
  store: Store,
  checkpoints: readonly Checkpoint[] = [],
): Promise<ChainVerdict[]> {
  const stored = await store.read((tx) => tx.ledger.chains());
  const chains = new Set([...stored, ...checkpoints.map(({ estateId }) => estateId)]);
  const verdicts: ChainVerdict[] = [];
  for (const estateId of chains) {
    const own = checkpoints.filter((one) => one.estateId === estateId);
    verdicts.push(await verifyChain(store, estateId, own));
  }
  return verdicts;
}

/**
 * Checks one chain.
 * @param holds is told of every entry that holds, in order.
 */
export async function verifyChain(
  store: Store,
  estateId: string,
  checkpoints: readonly Checkpoint[] = [],
  holds: (entry: LedgerEntry) => void = () => undefined,
): Promise<ChainVerdict> {
  const due = Map.groupBy(checkpoints, ({ seq }) => seq);
  const last = Math.max(0, ...due.keys());
  let [seq, head, sealed] = [0, GENESIS, 0];
  const verdict = (broken: Break | null) => ({ estateId, entries: seq, head, sealed, broken });
  for (;;) {
    const page = await store.read((tx) => tx.ledger.after(estateId, seq, PAGE));
    if (page.length === 0) break;
    for (const entry of page) {
      const why = breakOf(entry, seq + 1, head);
      if (why !== null) return verdict({ seq: seq + 1, why });
      const signed = due.get(entry.seq) ?? [];
      if (signed.some((one) => one.head !== entry.hash)) {
        return verdict({ seq: sealed + 1, why: 'rewritten', until: entry.seq });
      }
      if (signed.length > 0) sealed = entry.seq;
      seq = entry.seq;
      head = entry.hash;
      holds(entry);
    }
  }
  return verdict(last > seq ? { seq: seq + 1, why: 'truncated', until: last } : null);
}

function breakOf(entry: LedgerEntry, seq: number, prev: string): ChainBreak | null {
  if (entry.seq !== seq) return 'missing';
  if (entry.prev !== prev) return 'unlinked';
  return entryHash(entry) === entry.hash ? null : 'changed';
}
