import { sumFen } from '#domain/money.ts';
import type { Instant } from '#domain/time.ts';
import { type Figures, count, hours, rate, yuan } from './figure.ts';
import type { LedgerCount } from './ledger-count.ts';
import { hoursBetween, percentile } from './percentile.ts';
import type { Activity } from './read-activity.ts';
import type { Collection } from './read-collection.ts';
import { type Outstanding, asOfText } from './read-outstanding.ts';

/** What the figures of a report are made of. */
export interface Readings {
  readonly collection: Collection;
  readonly outstanding: Outstanding;
  readonly activity: Activity;
  readonly ledger: LedgerCount;
  readonly now: Instant;
  /** The moment of the report on the estate's clock. */
  readonly made: string;
}

/** Reason of a hand-over that is a complaint about the reminding itself. */
export const COMPLAINT = 'hostile';

/** Every single figure of an estate. */
export function figuresOf(readings: Readings): Figures {
  const { collection, outstanding, ledger, made } = readings;
  const books = asOfText(collection.asOf, made);
  const open = asOfText(outstanding.asOf, made);
  const { payments, handoffs } = readings.activity;
  const reminders = ledger.of('demand', 'courtesy');
  const complaints = handoffs.filter(({ reason }) => reason === COMPLAINT).length;
  const number = (value: number) => count(value, made);
  return {
    due: yuan(collection.due, books),
    paid: yuan(collection.paid, books),
    rate: rate(collection.paid, collection.due, books),
    householdsDue: count(collection.householdsDue, books),
    householdsPaid: count(collection.householdsPaid, books),
    householdRate: rate(collection.householdsPaid, collection.householdsDue, books),
    received: yuan(sumFen(payments.map(({ amount }) => amount)), made),
    payments: number(payments.length),
    householdsReceived: number(new Set(payments.map(({ householdId }) => householdId)).size),
    outstanding: yuan(outstanding.total, open),
    householdsOutstanding: count(outstanding.households, open),
    ...promiseFigures(readings),
    ...disputeFigures(readings),
    ...waitFigures(readings),
    complaints: number(complaints),
    complaintRate: rate(complaints, reminders, made),
    optOuts: number(ledger.of('opt-out')),
    optOutRate: rate(ledger.of('opt-out'), reminders, made),
    optIns: number(ledger.of('opt-in')),
    reminders: number(reminders),
    replies: number(ledger.of('reply')),
    staffReplies: number(ledger.of('staff-reply')),
    inbound: number(ledger.of('received')),
    withheld: number(ledger.of('withheld')),
    letters: number(ledger.of('letter')),
  };
}

function promiseFigures({ activity: { promisesMade, promisesDue }, made }: Readings) {
  const standing = (status: string, of = promisesMade) =>
    of.filter((one) => one.status === status).length;
  const [kept, broken] = [standing('kept', promisesDue), standing('broken', promisesDue)];
  return {
    promisesMade: count(promisesMade.length, made),
    promisesKept: count(standing('kept'), made),
    promisesBroken: count(standing('broken'), made),
    promisesOpen: count(standing('open'), made),
    promisesDue: count(promisesDue.length, made),
    keptRate: rate(kept, kept + broken, made),
  };
}

function disputeFigures({ activity: { disputes, handoffs }, now, made }: Readings) {
  const took = disputes.flatMap(({ openedAt, resolvedAt }) =>
    resolvedAt === null ? [] : [hoursBetween(openedAt, resolvedAt)],
  );
  const late = handoffs.filter(({ closedAt, answerBy }) => closedAt === null && answerBy < now);
  return {
    disputesOpened: count(disputes.length, made),
    disputesResolved: count(took.length, made),
    disputesOverdue: count(late.length, made),
    disputeMedian: hours(percentile(took, 0.5), made),
    disputeNinth: hours(percentile(took, 0.9), made),
  };
}

function waitFigures({ activity: { handoffs }, made }: Readings) {
  const waits = handoffs.flatMap(({ openedAt, claimedAt }) =>
    claimedAt === null ? [] : [hoursBetween(openedAt, claimedAt)],
  );
  return {
    handoffs: count(handoffs.length, made),
    answerMedian: hours(percentile(waits, 0.5), made),
    answerNinth: hours(percentile(waits, 0.9), made),
  };
}
