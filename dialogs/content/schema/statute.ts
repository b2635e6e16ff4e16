import { z } from 'zod';
import { isStatuteId, statuteId } from '#domain/category.ts';
import { isLocalDate, localDate } from '#domain/time.ts';

const day = z
  .string()
  .refine(isLocalDate, 'a day is written YYYY-MM-DD')
  .transform((text) => localDate(text));

/** `scripts/statutes/<ID>.yaml`: one article, word for word. */
export const statuteSchema = z
  .strictObject({
    title: z.string().min(1),
    article: z.string().min(1),
    /** None for an old article whose words nobody needs any more. */
    text: z.string().min(1).nullable(),
    effectiveFrom: day,
    /** First day of the present wording, where the article is older than it. */
    versionFrom: day.nullable().default(null),
    repealedOn: day.nullable().default(null),
    replacedBy: z
      .string()
      .refine(isStatuteId, 'an article is named as in MFD-944')
      .transform((text) => statuteId(text))
      .nullable()
      .default(null),
    quotable: z.boolean(),
    source: z.string().min(1),
  })
  .refine(({ quotable, text }) => !quotable || text !== null, {
    message: 'what may be quoted needs its text',
    path: ['text'],
  })
  .refine(({ quotable, repealedOn }) => !quotable || repealedOn === null, {
    message: 'a repealed article must not be quotable',
    path: ['quotable'],
  });
