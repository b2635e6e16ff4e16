import { z } from 'zod';

/** `locales/<tag>/replies.yaml`: what staff may send with one touch, by its name. */
export const repliesSchema = z.record(
  z.string().regex(/^[a-z]+(?:-[a-z]+)*$/u, 'a reply is named in small letters and dashes'),
  z.strictObject({
    /** What the list of replies shows. */
    title: z.string().min(1),
    /** ICU message; may use the slots of the estate, `room` and `owner`. */
    text: z.string().min(1),
  }),
);
