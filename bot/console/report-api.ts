import { z } from 'zod';

/** The contract of the report; see api.ts for how moments and sums are written. */

const day = z.string();
const sum = z.string();

/** How many of `n` households paid something, and between which whole percents the share lies (95 % interval). */
const paidShare = z.object({ n: z.number(), paid: z.number(), low: z.number(), high: z.number() });

/** What was paid after something. `n` of each share counts only households whose days are over. */
const paidAfter = z.object({ households: z.number(), days14: paidShare, days30: paidShare });

/** What came after each wording, and what after follow-ups and where they were left out. */
const effects = z.object({
  wordings: z.array(paidAfter.extend({ script: z.string(), variant: z.number() })),
  followUps: paidAfter,
  holdOut: paidAfter,
  /** The share the estate holds out now. */
  holdOutPercent: z.number(),
});

/** `GET /api/estates/:estate/report?from=&to=`, both days included. */
export const report = z.object({
  from: day,
  to: day,
  received: sum,
  payments: z.number(),
  outstanding: sum,
  households: z.number(),
  reminders: z.number(),
  withheld: z.number(),
  replies: z.number(),
  promises: z.object({ made: z.number(), kept: z.number(), broken: z.number(), open: z.number() }),
  disputes: z.object({ opened: z.number(), resolved: z.number() }),
  handoffs: z.number(),
  optOuts: z.number(),
  /** How many conversations work with each category. */
  causes: z.array(z.object({ category: z.string(), count: z.number() })),
  withheldBy: z.array(z.object({ reason: z.string(), count: z.number() })),
  effects,
});

export type Report = z.infer<typeof report>;
export type Effects = z.infer<typeof effects>;
export type PaidAfter = z.infer<typeof paidAfter>;
export type PaidShare = z.infer<typeof paidShare>;
