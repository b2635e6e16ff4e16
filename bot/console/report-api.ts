import { z } from 'zod';

/** The contract of the report; see api.ts for how moments and sums are written. */

const day = z.string();
const sum = z.string();

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
});

export type Report = z.infer<typeof report>;
