import type { LedgerType } from '#ports/store/ledger.ts';
import type { Tx } from '#ports/store/store.ts';
import type { Instant } from '#domain/time.ts';

/** What is written down about an event; personal words never, only ids, sums and digests. */
export interface Entry {
  readonly estateId: string;
  readonly at: Instant;
  readonly type: LedgerType;
  readonly householdId: string | null;
  readonly conversationId: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Appends to the estate's chain within the transaction; given by whoever puts the house together. */
export type AppendEntry = (tx: Tx, entry: Entry) => Promise<unknown>;
