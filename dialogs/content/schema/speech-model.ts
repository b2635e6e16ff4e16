import { z } from 'zod';

/** `locales/guard.json`: what was learned from the sentences in `locales/<tag>/guard/`. */
export const speechModelSchema = z.strictObject({
  version: z.literal(1),
  /** Pairs of characters: another way of writing, and the plain one. */
  plain: z.string(),
  bias: z.number(),
  /** What one step of a stored weight stands for. */
  scale: z.number().positive(),
  /** Signed bytes in base64, one for each place. */
  weights: z.base64(),
});
export type StoredSpeechModel = z.infer<typeof speechModelSchema>;
