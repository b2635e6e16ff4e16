import { z } from 'zod';

/** The contract of formal letters; see api.ts for how moments, days and sums are written. */

const at = z.number();
const day = z.string();

/** How a letter goes, how that ended, and who signed; the names are those of the store. */
export const LETTER_WAYS = ['ems', 'registered', 'hand'] as const;
export const LETTER_ENDS = ['signed', 'refused', 'returned'] as const;
export const LETTER_RECEIVERS = ['owner', 'family', 'other'] as const;

export const letterView = z.object({
  number: z.string(),
  approvedAt: at,
  approvedBy: z.string().nullable(),
  total: z.string(),
  replyBy: day,
  /** False once the file was erased. */
  hasFile: z.boolean(),
  /** Why it must not go out any more; empty where it may, or where it is out already. */
  stale: z.array(z.string()),
  delivery: z
    .object({
      how: z.enum(LETTER_WAYS),
      reference: z.string().nullable(),
      outcome: z.enum(LETTER_ENDS),
      receivedBy: z.enum(LETTER_RECEIVERS).nullable(),
      on: day,
      recordedBy: z.string().nullable(),
    })
    .nullable(),
});

/**
 * `GET /api/households/:household/letters`, newest first. `GET …/letter.pdf` is the draft of now; `POST …/letters` approves it
 * and answers `letterApproved`; both refuse with `LETTER_REFUSED` and `reasons`.
 */
export const letterList = z.object({
  items: z.array(letterView),
  /** Why none may be written now. */
  refusals: z.array(z.string()),
});
export const letterApproved = z.object({ number: z.string() });

/** `POST /api/letters/:number/delivery`; `GET …/file` is the approved PDF, which refuses with `LETTER_STALE` and `reasons`. */
export const deliveryRequest = z
  .strictObject({
    how: z.enum(LETTER_WAYS),
    reference: z.string().trim().max(40).default(''),
    outcome: z.enum(LETTER_ENDS),
    receivedBy: z.enum(LETTER_RECEIVERS).nullable(),
    on: day,
  })
  .refine(({ how, reference }) => how === 'hand' || reference !== '', { path: ['reference'] })
  .refine(({ outcome, receivedBy }) => (outcome === 'signed') === (receivedBy !== null), {
    path: ['receivedBy'],
  });

export type LetterView = z.infer<typeof letterView>;
export type LetterList = z.infer<typeof letterList>;
export type DeliveryRequest = z.infer<typeof deliveryRequest>;
