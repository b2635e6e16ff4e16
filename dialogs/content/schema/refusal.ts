import { z } from 'zod';

const pattern = z.string().transform((text, context) => {
  try {
    return new RegExp(text, 'iu');
  } catch {
    context.addIssue(`${text} is not a regular expression`);
    return z.NEVER;
  }
});

/** `scripts/refusals/<rule>.yaml`: a refused tactic with wordings that prove it. */
export const refusalSchema = z.strictObject({
  reason: z.string().min(1),
  patterns: z.array(pattern).min(1),
  except: z.array(pattern).default([]),
  examples: z.strictObject({
    refused: z.array(z.string()).min(1),
    harmless: z.array(z.string()).min(1),
  }),
});
