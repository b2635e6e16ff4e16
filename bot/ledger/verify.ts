import type { LedgerEntry } from '#ports/store/ledger.ts';
import type { Store } from '#ports/store/store.ts';
import { GENESIS, entryHash } from './append.ts';

/** Where a chain does not hold, or that it does. */
export interface ChainVerdict {
  readonly estateId: string;
  readonly entries: number;
  /** Hash of the newest entry that holds. */
  readonly head: string;
  readonly broken: { readonly seq: number; readonly why: ChainBreak } | null;
}

/** `changed`: the content is not what was hashed. `missing`: a number is left out. `unlinked`: it follows another entry. */
export type ChainBreak = 'changed' | 'missing' | 'unlinked';

/** Entries read at once. */
const PAGE = 1000;

/** Reads every chain from its first entry to its last and checks each link. */
export async function verifyLedger(store: Store): Promise<ChainVerdict[]> {
  const chains = await store.read((tx) => tx.ledger.chains());
  const verdicts: ChainVerdict[] = [];
  for (const estateId of chains) verdicts.push(await verifyChain(store, estateId));
  return verdicts;
}

async function verifyChain(store: Store, estateId: string): Promise<ChainVerdict> {
  let seq = 0;
  let head = GENESIS;
  for (;;) {
    const page = await store.read((tx) => tx.ledger.after(estateId, seq, PAGE));
    if (page.length === 0) return { estateId, entries: seq, head, broken: null };
    for (const entry of page) {
      const why = breakOf(entry, seq + 1, head);
      if (why !== null) return { estateId, entries: seq, head, broken: { seq: seq + 1, why } };
      seq = entry.seq;
      head = entry.hash;
    }
  }
}

function breakOf(entry: LedgerEntry, seq: number, prev: string): ChainBreak | null {
  if (entry.seq !== seq) return 'missing';
  if (entry.prev !== prev) return 'unlinked';
  return entryHash(entry) === entry.hash ? null : 'changed';
}
