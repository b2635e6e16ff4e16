import type { PromiseToPay } from '#domain/commitment.ts';
import type { Estate } from '#domain/estate.ts';
import type { Dispute } from '#domain/handoff.ts';
import { type Instant, type LocalDate, addDays } from '#domain/time.ts';
import { instantAt } from '#domain/zone.ts';
import { entriesBetween } from '#ledger/entries-between.ts';
import type { Conversation, Handoff } from '#ports/store/conversations.ts';
import type { PaymentRow } from '#ports/store/households.ts';
import type { LedgerEntry } from '#ports/store/ledger.ts';
import type { Tx } from '#ports/store/store.ts';

/** What was done and said in an estate in a span of days, as the store has it. */
export interface Activity {
  readonly begin: Instant;
  readonly end: Instant;
  readonly payments: readonly PaymentRow[];
  /** Promises made in the span, but those that the resident corrected since. */
  readonly promisesMade: readonly PromiseToPay[];
  /** Promises whose day lies in the span, whenever they were made; corrected ones left out. */
  readonly promisesDue: readonly PromiseToPay[];
  readonly disputes: readonly (Dispute & { readonly resolvedAt: Instant | null })[];
  readonly handoffs: readonly Handoff[];
  /** Conversations in which the resident ever wrote. */
  readonly spoken: readonly Conversation[];
  readonly entries: readonly LedgerEntry[];
}

/** More conversations than any estate has. */
const ALL = 100_000;

/** Reads what happened between two days of the estate's calendar, both included. */
export async function readActivity(
  tx: Tx,
  { id, timezone }: Pick<Estate, 'id' | 'timezone'>,
  from: LocalDate,
  to: LocalDate,
): Promise<Activity> {
  const begin = instantAt(from, 0, timezone);
  const end = instantAt(addDays(to, 1), 0, timezone);
  const standing = ({ status }: PromiseToPay) => status !== 'replaced';
  const conversations = await tx.conversations.list(id, null, ALL);
  return {
    begin,
    end,
    payments: await tx.payments.between(id, begin, end),
    promisesMade: (await tx.promises.between(id, begin, end)).filter(standing),
    promisesDue: (await tx.promises.dueBetween(id, from, to)).filter(standing),
    disputes: await tx.disputes.between(id, begin, end),
    handoffs: await tx.handoffs.between(id, begin, end),
    spoken: conversations.filter(({ lastInbound }) => lastInbound > 0),
    entries: await Array.fromAsync(entriesBetween(tx, id, begin, end)),
  };
}
