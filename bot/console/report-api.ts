import { z } from 'zod';

/**
 * The contract of the reports; see api.ts for how moments and sums are written. Names and definitions come with the
 * numbers, in the language asked for, so that page, workbook and file say the same.
 */

const at = z.number();
const day = z.string();

/** One number with what it means. Rates are parts of 1; null where there is nothing to divide by or to measure. */
export const figure = z.object({
  key: z.string(),
  name: z.string(),
  definition: z.string(),
  unit: z.enum(['yuan', 'count', 'rate', 'hours']),
  value: z.union([z.string(), z.number()]).nullable(),
  asOf: z.string(),
});

const cell = z.union([z.string(), z.number()]).nullable();

/** A table with its words; codes are named already. */
export const reportTable = z.object({
  name: z.string(),
  definition: z.string(),
  asOf: z.string(),
  columns: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      unit: z.enum(['text', 'yuan', 'count', 'rate']),
    }),
  ),
  rows: z.array(z.record(z.string(), cell)),
});

/** How many of `n` households paid something, and between which whole percents the share lies (95 % interval). */
const paidShare = z.object({ n: z.number(), paid: z.number(), low: z.number(), high: z.number() });

/** What was paid after something. `n` of each share counts only households whose days are over. */
const paidAfter = z.object({ households: z.number(), days14: paidShare, days30: paidShare });

/** What came after each wording, and what after follow-ups and where they were left out. */
const effects = z.object({
  wordings: z.array(
    paidAfter.extend({
      script: z.string(),
      variant: z.number(),
      /** The version of the office's own wording; null for the shipped one. */
      version: z.string().nullable(),
    }),
  ),
  followUps: paidAfter,
  holdOut: paidAfter,
  /** The share the estate holds out now. */
  holdOutPercent: z.number(),
});

/** `GET /api/estates/:estate/report?from=&to=&locale=`, both days included; `…/report.xlsx` is the same as a workbook. */
export const report = z.object({
  from: day,
  to: day,
  made: z.string(),
  figures: z.array(figure),
  tables: z.record(z.string(), reportTable),
  effects,
});

/** `GET /api/estates/:estate/report/rows?figure=&from=&to=&locale=`: the cases that a figure counts. */
export const reportRows = z.object({
  rows: z.array(
    z.object({
      room: z.string().nullable(),
      conversationId: z.string().nullable(),
      at: z.string(),
      what: z.string(),
      sum: z.string().nullable(),
    }),
  ),
});

/** `GET /api/estates/:estate/today?locale=`: the day so far, for one screen of a phone. */
export const today = z.object({
  day,
  made: z.string(),
  waiting: z.object({
    count: z.number(),
    urgent: z.number(),
    /** Who waits longest, and since when; null when nobody does. */
    longest: z.object({ conversationId: z.string(), since: at }).nullable(),
  }),
  figures: z.array(figure),
});

/** `GET /api/reports/overview?from=&to=&locale=`: every estate of the member side by side. */
export const overview = z.object({
  from: day,
  to: day,
  estates: z.array(z.object({ id: z.string(), name: z.string(), figures: z.array(figure) })),
});

export type Report = z.infer<typeof report>;
export type ReportFigure = z.infer<typeof figure>;
export type ReportTable = z.infer<typeof reportTable>;
export type ReportRows = z.infer<typeof reportRows>;
export type Today = z.infer<typeof today>;
export type Overview = z.infer<typeof overview>;
export type Effects = z.infer<typeof effects>;
export type PaidAfter = z.infer<typeof paidAfter>;
export type PaidShare = z.infer<typeof paidShare>;
