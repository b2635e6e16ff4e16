import { z } from 'zod';
import { patternSchema as pattern } from './pattern.ts';

/** `scripts/refusals/<rule>.yaml`: a refused tactic with wordings that prove it. */
export const refusalSchema = z.strictObject({
  reason: z.string().min(1),
  patterns: z.array(pattern).min(1),
  except: z.array(pattern).default([]),
  examples: z.strictObject({
    refused: z.array(z.string().min(1)).min(1),
    harmless: z.array(z.string().min(1)).min(1),
  }),
});
