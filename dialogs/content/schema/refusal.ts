import { z } from 'zod';
import { patternSchema as pattern } from './pattern.ts';

/** `scripts/refusals/<rule>.yaml`: a refused tactic with wordings that prove it. */
export const refusalSchema = z.strictObject({
  reason: z.string().min(1),
  patterns: z.array(pattern).min(1),
  except: z.array(pattern).default([]),
  /** From which likeness to the sentences of `locales/<tag>/guard/` on a sentence is refused as well. */
  likeness: z.number().gt(0.5).lt(1).optional(),
  examples: z.strictObject({
    refused: z.array(z.string().min(1)).min(1),
    harmless: z.array(z.string().min(1)).min(1),
  }),
});
