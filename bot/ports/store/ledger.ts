import type { Instant } from '#domain/time.ts';

/** What happened, in words of the field. Cases and exports name them. */
export const LEDGER_TYPES = [
  'received',
  'recalled',
  'reply',
  'demand',
  'courtesy',
  'delivery',
  'withheld',
  'promise',
  'promise-kept',
  'promise-broken',
  'promise-cancelled',
  'plan',
  'payment-claim',
  'payment-claim-closed',
  'payment',
  'dispute',
  'dispute-resolved',
  'acknowledgement',
  'handoff',
  'claim',
  'staff-reply',
  'note',
  'takeover',
  'handback',
  'returned',
  'ask',
  'opt-out',
  'opt-in',
  'unbind',
  'bind',
  'import',
  'import-undone',
  'hold',
  'release',
  'approval',
  'wave',
  'task',
  'task-done',
  'letter',
  'letter-delivered',
  'channel',
  'rights-request',
  'rights-answer',
  'erasure',
  'code',
  'identity',
  'delegate',
  'recheck',
  'reveal',
] as const;
export type LedgerType = (typeof LEDGER_TYPES)[number];

/** One entry of an estate's chain. `seq` counts from 1; `prev` of the first is 64 zeros. */
export interface LedgerEntry {
  readonly estateId: string;
  readonly seq: number;
  readonly prev: string;
  readonly hash: string;
  readonly at: Instant;
  readonly type: LedgerType;
  readonly householdId: string | null;
  readonly conversationId: string | null;
  /** Canonical JSON text. */
  readonly body: string;
}

/** Plain rows in, plain rows out; the chain itself is made in `bot/ledger`. */
export interface LedgerRows {
  /** Sequence and hash of the newest entry. */
  head(estateId: string): Promise<{ readonly seq: number; readonly hash: string } | undefined>;
  insert(entry: LedgerEntry): Promise<void>;
  /** Entries after `seq`, in order, at most `limit`. */
  after(estateId: string, seq: number, limit: number): Promise<LedgerEntry[]>;
  ofHousehold(householdId: string): Promise<LedgerEntry[]>;
  /** Entries of a household of these types, in order. */
  ofTypes(householdId: string, types: readonly LedgerType[]): Promise<LedgerEntry[]>;
  /** Estates that have a chain. */
  chains(): Promise<string[]>;
}
