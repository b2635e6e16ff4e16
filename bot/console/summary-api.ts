import { z } from 'zod';

const day = z.string();
const sum = z.string();

/** Something the books say, in a summary. */
export const recorded = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open'), sum }),
  z.object({ kind: z.literal('promise'), due: day, sum: sum.nullable() }),
  z.object({ kind: z.literal('claim') }),
  z.object({ kind: z.literal('plan'), parts: z.number(), sum }),
  z.object({ kind: z.literal('dispute'), cause: z.string() }),
]);

/**
 * What a colleague should know before taking over; null where nobody waits for a person. The facts, and a language model's
 * draft where there is one.
 * `POST /api/conversations/:id/summary` takes nothing, has a draft written, and answers when that came to an end.
 */
export const handoffSummary = z.object({
  reason: z.string(),
  /** What the resident wrote last, oldest first. */
  words: z.array(z.string()),
  recorded: z.array(recorded),
  /** Written by a machine; for colleagues only. */
  draft: z.string().nullable(),
  /** Whether a draft, or a newer one, can be asked for. */
  mayDraft: z.boolean(),
});

export type HandoffSummary = z.infer<typeof handoffSummary>;
