import { z } from 'zod';
import { expandGaps } from '../widen-pattern.ts';

const NAME = /^[a-z][a-z-]*$/u;

/** `locales/<tag>/phrases.yaml`: words that several refused tactics have in common. */
export const phrasesSchema = z.strictObject({
  phrases: z.record(
    z.string().regex(NAME, 'is named in small letters and dashes'),
    z
      .array(z.string().min(1))
      .min(1)
      .refine((words) => {
        try {
          return new RegExp(expandGaps(words.join('|')), 'iu') instanceof RegExp;
        } catch {
          return false;
        }
      }, 'is not a regular expression'),
  ),
  /** Characters put in the place of another to slip past a reader: they sound or look like it. */
  lookalikes: z.record(z.string(), z.string()).default({}),
});
