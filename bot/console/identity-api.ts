import { z } from 'zod';

/** `GET /api/estates/:estate/identity-requests`: whose words did not match the books, the longest waiting first. */
export const identityRequests = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      conversationId: z.string(),
      /** What the resident calls themself in the channel. */
      contact: z.string(),
      /** As the resident wrote it. */
      room: z.string(),
      name: z.string(),
      openedAt: z.number(),
      /** The books have such a home; nothing below holds where they have not. */
      roomKnown: z.boolean(),
      nameMatches: z.boolean(),
      /** `missing` where the books have no number, `not-given` where the resident said that theirs changed. */
      phone: z.enum(['matches', 'differs', 'missing', 'not-given']),
      /** Masked, as the books have it. */
      phoneOnFile: z.string().nullable(),
      /** Somebody else is verified for the home already. */
      held: z.boolean(),
    }),
  ),
});

/** `POST /api/identity-requests/:id/approve`, `/refuse`, and `POST /api/conversations/:id/reveal-phone`. */
export const reasonRequest = z.strictObject({ reason: z.string().trim().min(1).max(200) });

/** `POST /api/conversations/:id/reveal-phone`. */
export const revealedPhone = z.object({ phone: z.string() });

export type IdentityRequestList = z.infer<typeof identityRequests>;
