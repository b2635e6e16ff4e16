import { openAmount, dueBy } from '#domain/arrears.ts';
import type { PromiseToPay } from '#domain/commitment.ts';
import type { Estate } from '#domain/estate.ts';
import type { Charge, Household } from '#domain/household.ts';
import { formatYuan } from '#domain/money.ts';
import type { Instant } from '#domain/time.ts';
import { isHoldOut } from '#ledger/hold-out.ts';
import type { Handoff } from '#ports/store/conversations.ts';
import type { LedgerType } from '#ports/store/ledger.ts';
import type { Tx } from '#ports/store/store.ts';
import { clockText } from '../paper-words.ts';
import type { FigureKey } from './figure.ts';
import { COMPLAINT } from './figures-of.ts';
import type { Span } from './make-report.ts';
import { type Activity, readActivity } from './read-activity.ts';

/** One case that a figure counts. Sums are decimal yuan, moments are on the estate's clock. */
export interface RowBehind {
  readonly room: string | null;
  readonly conversationId: string | null;
  /** When, or the day it is about. */
  readonly at: string;
  /** What it is, by its code in the family `kind`: a fee item, a promise's standing, a reason, a ledger entry. */
  readonly kind: 'item' | 'source' | 'promise' | 'reason' | 'event';
  readonly what: string;
  readonly sum: string | null;
}

/** Entries of the ledger that a figure counts. */
const ENTRIES: Partial<Record<FigureKey, readonly LedgerType[]>> = {
  optOuts: ['opt-out'],
  optOutRate: ['opt-out'],
  optIns: ['opt-in'],
  reminders: ['demand', 'courtesy'],
  replies: ['reply'],
  staffReplies: ['staff-reply'],
  inbound: ['received'],
  withheld: ['withheld'],
  letters: ['letter'],
};

/** What of a handed-over conversation a figure looks at. */
const HANDOFFS: Partial<Record<FigureKey, (one: Handoff, now: Instant) => boolean>> = {
  handoffs: () => true,
  answerMedian: ({ claimedAt }) => claimedAt !== null,
  answerNinth: ({ claimedAt }) => claimedAt !== null,
  complaints: ({ reason }) => reason === COMPLAINT,
  complaintRate: ({ reason }) => reason === COMPLAINT,
  disputesOverdue: ({ closedAt, answerBy }, now) => closedAt === null && answerBy < now,
};

const PROMISES: Partial<Record<FigureKey, (activity: Activity) => readonly PromiseToPay[]>> = {
  promisesMade: ({ promisesMade }) => promisesMade,
  promisesKept: ({ promisesMade }) => promisesMade.filter(({ status }) => status === 'kept'),
  promisesBroken: ({ promisesMade }) => promisesMade.filter(({ status }) => status === 'broken'),
  promisesOpen: ({ promisesMade }) => promisesMade.filter(({ status }) => status === 'open'),
  promisesDue: ({ promisesDue }) => promisesDue,
  keptRate: ({ promisesDue }) =>
    promisesDue.filter(({ status }) => status === 'kept' || status === 'broken'),
};

/** The cases that a figure of a report counts, newest or nearest first as the books have them. */
export async function rowsBehind(
  tx: Tx,
  estate: Estate,
  span: Span,
  figure: FigureKey,
  now: Instant,
): Promise<RowBehind[]> {
  const { timezone } = estate;
  const homes = new Map((await tx.households.list(estate.id)).map((home) => [home.id, home]));
  const activity = await readActivity(tx, estate, span.from, span.to);
  const clock = (moment: Instant) => clockText(moment, timezone);
  const place = (householdId: string | null, conversationId: string | null = null) => ({
    room: (householdId !== null && homes.get(householdId)?.room) || null,
    conversationId,
  });

  const entries = ENTRIES[figure];
  if (entries) {
    return activity.entries
      .filter((one) => entries.includes(one.type) && !isHoldOut(one))
      .map(({ householdId, conversationId, at, type }) => ({
        ...place(householdId, conversationId),
        at: clock(at),
        kind: 'event',
        what: type,
        sum: null,
      }));
  }
  const handoffs = HANDOFFS[figure];
  if (handoffs) {
    return activity.handoffs
      .filter((one) => handoffs(one, now))
      .map(({ householdId, conversationId, openedAt, reason }) => ({
        ...place(householdId, conversationId),
        at: clock(openedAt),
        kind: 'reason',
        what: reason,
        sum: null,
      }));
  }
  const promises = PROMISES[figure];
  if (promises) {
    return promises(activity).map(({ householdId, due, status, amount }) => ({
      ...place(householdId),
      at: due,
      kind: 'promise',
      what: status,
      sum: amount && formatYuan(amount),
    }));
  }
  if (figure.startsWith('dispute')) {
    return activity.disputes
      .filter(({ resolvedAt }) => figure === 'disputesOpened' || resolvedAt !== null)
      .map(({ householdId, openedAt, cause }) => ({
        ...place(householdId),
        at: clock(openedAt),
        kind: 'reason',
        what: cause,
        sum: null,
      }));
  }
  if (figure === 'received' || figure === 'payments' || figure === 'householdsReceived') {
    return activity.payments.map(({ householdId, at, source, amount }) => ({
      ...place(householdId),
      at: clock(at),
      kind: 'source',
      what: source,
      sum: formatYuan(amount),
    }));
  }
  return chargeRows(tx, [...homes.values()], span, figure);
}

/** The bills behind a figure of the books: what fell due in the span, or what was due by its end and is open. */
async function chargeRows(
  tx: Tx,
  homes: readonly Household[],
  { from, to }: Span,
  figure: FigureKey,
): Promise<RowBehind[]> {
  const isOpen = figure === 'outstanding' || figure === 'householdsOutstanding';
  const isPaid = figure === 'paid' || figure === 'householdsPaid';
  const rows: RowBehind[] = [];
  for (const { id, room } of homes) {
    const charges = isOpen
      ? dueBy(await tx.charges.open(id), to)
      : (await tx.charges.all(id)).filter(({ due }) => due >= from && due <= to);
    const counts = ({ paid }: Charge) => !isPaid || paid > 0;
    for (const charge of charges.filter(counts)) {
      const sum = isOpen ? openAmount(charge) : isPaid ? charge.paid : charge.amount;
      rows.push({
        room,
        conversationId: null,
        at: charge.due,
        kind: 'item',
        what: charge.item,
        sum: formatYuan(sum),
      });
    }
  }
  return rows;
}
