import { z } from 'zod';
import { isLocalDate, localDate } from '#domain/time.ts';

const day = z
  .string()
  .refine(isLocalDate, 'a day is written YYYY-MM-DD')
  .transform((text) => localDate(text));

/** `scripts/statutes/<ID>.yaml`: one article, word for word. */
export const statuteSchema = z.strictObject({
  title: z.string().min(1),
  article: z.string().min(1),
  text: z.string().min(1),
  effectiveFrom: day,
  repealedOn: day.nullable().default(null),
  quotable: z.boolean(),
  source: z.string().min(1),
});
