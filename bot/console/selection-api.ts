import { z } from 'zod';

/** Why a script was said, in the codes of the engine; the pages put them into words. */
export const selectionView = z.object({
  /** What was answered to, as `remind` or `label:forgot`. */
  trigger: z.string(),
  asked: z.string(),
  from: z.string(),
  stage: z.string(),
  account: z.object({
    occupancy: z.string(),
    brokenPromises: z.number(),
    hasPayLink: z.boolean(),
    owing: z.boolean(),
    stale: z.boolean(),
  }),
  times: z.number(),
  decided: z.string(),
  alternatives: z.array(
    z.object({ script: z.string(), why: z.string(), unmet: z.array(z.string()).exactOptional() }),
  ),
});

export type SelectionView = z.infer<typeof selectionView>;
