import type { Estate } from '#domain/estate.ts';
import type { Dispute } from '#domain/handoff.ts';
import { type Fen, sumFen } from '#domain/money.ts';
import { type Instant, type LocalDate, addDays } from '#domain/time.ts';
import { instantAt } from '#domain/zone.ts';
import type { Tx } from '#ports/store/store.ts';
import { type Counted, type LedgerCount, counted, countLedger } from './ledger-count.ts';

/** What was done and said in an estate in a span of days, for pages and papers alike. */
export interface Activity {
  readonly received: Fen;
  readonly payments: number;
  /** Of those made in the span, by where they stand now. */
  readonly promises: {
    readonly made: number;
    readonly kept: number;
    readonly broken: number;
    readonly open: number;
  };
  readonly disputes: readonly (Dispute & { readonly resolvedAt: Instant | null })[];
  /** Reasons for which conversations were handed to staff. */
  readonly handoffs: readonly Counted[];
  /** Categories that conversations in which the resident ever wrote work with now. */
  readonly causes: readonly Counted[];
  readonly ledger: LedgerCount;
}

/** More conversations than any estate has. */
const ALL = 100_000;

/** Counts what happened between two days of the estate's calendar, both included. */
export async function readActivity(
  tx: Tx,
  { id, timezone }: Pick<Estate, 'id' | 'timezone'>,
  from: LocalDate,
  to: LocalDate,
): Promise<Activity> {
  const begin = instantAt(from, 0, timezone);
  const end = instantAt(addDays(to, 1), 0, timezone);
  const payments = await tx.payments.between(id, begin, end);
  const promises = await tx.promises.between(id, begin, end);
  const handoffs = await tx.handoffs.between(id, begin, end);
  const standing = (status: string) => promises.filter((one) => one.status === status).length;
  const conversations = await tx.conversations.list(id, null, ALL);
  const spoken = conversations.filter(({ lastInbound }) => lastInbound > 0);
  return {
    received: sumFen(payments.map(({ amount }) => amount)),
    payments: payments.length,
    promises: {
      made: promises.filter(({ status }) => status !== 'replaced').length,
      kept: standing('kept'),
      broken: standing('broken'),
      open: standing('open'),
    },
    disputes: await tx.disputes.between(id, begin, end),
    handoffs: counted(handoffs.map(({ reason }) => reason)),
    causes: counted(spoken.map(({ category }) => category ?? 'unknown')),
    ledger: await countLedger(tx, id, begin, end),
  };
}
