import { type Fen, formatYuan } from '#domain/money.ts';

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
  'householdsReceived',
  'outstanding',
  'householdsOutstanding',
  'promisesMade',
  'promisesKept',
  'promisesBroken',
  'promisesOpen',
  'promisesDue',
  'keptRate',
  'disputesOpened',
  'disputesResolved',
  'disputesOverdue',
  'disputeMedian',
  'disputeNinth',
  'handoffs',
  'answerMedian',
  'answerNinth',
  'complaints',
  'complaintRate',
  'optOuts',
  'optOutRate',
  'optIns',
  'reminders',
  'replies',
  'staffReplies',
  'inbound',
  'withheld',
  'letters',
] as const;
export type FigureKey = (typeof FIGURES)[number];

/** One number. Sums are decimal yuan, rates are parts of 1; null where there is nothing to divide by or to measure. */
export interface Figure {
  readonly value: string | number | null;
  readonly unit: 'yuan' | 'count' | 'rate' | 'hours';
  /** Until when it is known: a day, a span of days where bills differ, or the moment of the report. */
  readonly asOf: string;
}

export type Figures = Readonly<Record<FigureKey, Figure>>;

export const yuan = (sum: Fen, asOf: string): Figure => ({
  value: formatYuan(sum),
  unit: 'yuan',
  asOf,
});

export const count = (value: number, asOf: string): Figure => ({ value, unit: 'count', asOf });

export const hours = (value: number | null, asOf: string): Figure => ({
  value,
  unit: 'hours',
  asOf,
});

/** A part of a whole to four places; null where the whole is nothing. */
export const rate = (part: number, whole: number, asOf: string): Figure => ({
  value: whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000,
  unit: 'rate',
  asOf,
});
