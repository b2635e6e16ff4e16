import type { LedgerEntry } from './store/ledger.ts';
import type { Tx } from './store/store.ts';

/** Writes an entry into the chain within the transaction; given to rooms that do not know how the chain is made. */
export type AppendEntry = (
  tx: Tx,
  entry: Pick<LedgerEntry, 'estateId' | 'at' | 'type' | 'householdId' | 'conversationId'> & {
    /** Ids, sums and digests; never a resident's words. */
    readonly body: Readonly<Record<string, unknown>>;
  },
) => Promise<unknown>;
