import type { Estate } from '#domain/estate.ts';
import { type Fen, formatYuan } from '#domain/money.ts';
import { HOUR_MS, type Instant, type LocalDate } from '#domain/time.ts';
import type { Tx } from '#ports/store/store.ts';
import { clockText } from '../paper-words.ts';
import { type Activity, readActivity } from './read-activity.ts';
import { type Collection, readCollection } from './read-collection.ts';
import { type Outstanding, readOutstanding } from './read-outstanding.ts';

/** Every single figure in the order of the report; `define.*` of the locales says what each one is. */
export const FIGURES = [
  'due',
  'paid',
  'rate',
  'householdsDue',
  'householdsPaid',
  'householdRate',
  'received',
  'payments',
  'outstanding',
  'householdsOutstanding',
  'promisesMade',
  'promisesKept',
  'promisesBroken',
  'promisesOpen',
  'keptRate',
  'disputesOpened',
  'disputesResolved',
  'handoffs',
  'complaints',
  'optOuts',
  'optIns',
  'reminders',
  'replies',
  'staffReplies',
  'inbound',
  'withheld',
  'letters',
] as const;
export type FigureKey = (typeof FIGURES)[number];

/** Every table of the report. */
export const TABLES = [
  'ageing',
  'causes',
  'disputes',
  'handedOff',
  'withheldBy',
  'outcomes',
] as const;
export type TableKey = (typeof TABLES)[number];

/** One number. Sums are decimal yuan, rates are parts of 1 or null where there is nothing to divide by. */
export interface Figure {
  readonly value: string | number | null;
  readonly unit: 'yuan' | 'count' | 'rate';
  /** Until when it is known: a day, a span of days where bills differ, or the moment of the report. */
  readonly asOf: string;
}

/** Rows of a table; every table knows its columns. */
export type ReportRow = Readonly<Record<string, string | number | null>>;

export interface EstateReport {
  readonly estate: string;
  readonly timezone: string;
  readonly figures: Readonly<Record<FigureKey, Figure>>;
  readonly tables: Readonly<
    Record<TableKey, { readonly asOf: string; readonly rows: ReportRow[] }>
  >;
}

/** What happened in an estate between two days, both included, and where its books stand. */
export async function makeReport(
  tx: Tx,
  estate: Estate,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
  now: Instant,
): Promise<EstateReport> {
  const activity = await readActivity(tx, estate, from, to);
  const collection = await readCollection(tx, estate.id, from, to);
  const outstanding = await readOutstanding(tx, estate.id, to);
  const made = clockText(now, estate.timezone);
  return {
    estate: estate.name,
    timezone: estate.timezone,
    figures: figuresOf(collection, outstanding, activity, made),
    tables: {
      ageing: {
        asOf: spanOf(outstanding.asOf, made),
        rows: outstanding.ageing.map(({ open, ...band }) => ({ ...band, open: formatYuan(open) })),
      },
      causes: { asOf: made, rows: [...activity.causes].map((one) => ({ ...one })) },
      disputes: { asOf: made, rows: await disputesOf(tx, activity, estate.timezone) },
      handedOff: { asOf: made, rows: activity.handoffs.map((one) => ({ ...one })) },
      withheldBy: { asOf: made, rows: activity.ledger.withheldBy.map((one) => ({ ...one })) },
      outcomes: { asOf: made, rows: activity.ledger.outcomes.map((one) => ({ ...one })) },
    },
  };
}

function figuresOf(
  collection: Collection,
  outstanding: Outstanding,
  { received, payments, promises, disputes, handoffs, ledger }: Activity,
  made: string,
): EstateReport['figures'] {
  const books = spanOf(collection.asOf, made);
  const open = spanOf(outstanding.asOf, made);
  const yuan = (sum: Fen, asOf: string): Figure => ({ value: formatYuan(sum), unit: 'yuan', asOf });
  const count = (value: number, asOf = made): Figure => ({ value, unit: 'count', asOf });
  const rate = (part: number, whole: number, asOf = made): Figure => ({
    value: whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000,
    unit: 'rate',
    asOf,
  });
  const { due, paid, householdsDue, householdsPaid } = collection;
  const resolved = disputes.filter(({ resolvedAt }) => resolvedAt !== null).length;
  return {
    due: yuan(due, books),
    paid: yuan(paid, books),
    rate: rate(paid, due, books),
    householdsDue: count(householdsDue, books),
    householdsPaid: count(householdsPaid, books),
    householdRate: rate(householdsPaid, householdsDue, books),
    received: yuan(received, made),
    payments: count(payments),
    outstanding: yuan(outstanding.total, open),
    householdsOutstanding: count(outstanding.households, open),
    promisesMade: count(promises.made),
    promisesKept: count(promises.kept),
    promisesBroken: count(promises.broken),
    promisesOpen: count(promises.open),
    keptRate: rate(promises.kept, promises.kept + promises.broken),
    disputesOpened: count(disputes.length),
    disputesResolved: count(resolved),
    handoffs: count(handoffs.reduce((sum, one) => sum + one.count, 0)),
    complaints: count(handoffs.find(({ key }) => key === 'hostile')?.count ?? 0),
    optOuts: count(ledger.of('opt-out')),
    optIns: count(ledger.of('opt-in')),
    reminders: count(ledger.of('demand', 'courtesy')),
    replies: count(ledger.of('reply')),
    staffReplies: count(ledger.of('staff-reply')),
    inbound: count(ledger.of('received')),
    withheld: count(ledger.of('withheld')),
    letters: count(ledger.of('letter')),
  };
}

async function disputesOf(tx: Tx, { disputes }: Activity, zone: string): Promise<ReportRow[]> {
  const rows: ReportRow[] = [];
  for (const { householdId, cause, openedAt, resolvedAt } of disputes) {
    rows.push({
      room: (await tx.households.byId(householdId))?.room ?? householdId,
      cause,
      opened: clockText(openedAt, zone),
      resolved: resolvedAt === null ? null : clockText(resolvedAt, zone),
      hours: resolvedAt === null ? null : Math.round(((resolvedAt - openedAt) / HOUR_MS) * 10) / 10,
    });
  }
  return rows;
}

function spanOf(asOf: Outstanding['asOf'], made: string): string {
  if (asOf === null) return made;
  return asOf.oldest === asOf.newest ? asOf.oldest : `${asOf.oldest}/${asOf.newest}`;
}
