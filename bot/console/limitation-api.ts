import { z } from 'zod';

/** Where limitation stands: the last day, null where none can be named now, and in a word. */
const standing = z.object({ expiry: z.string().nullable(), status: z.string() });

/** What the resident card tells of one charge. */
export const chargeLimitation = standing.extend({
  /** Part was paid after it had run out: courts differ on the rest. */
  contested: z.boolean(),
  /** What interrupted it or brought it back, in order. */
  interruptedBy: z.array(z.object({ date: z.string(), type: z.string() })),
  /** Under the other of the two judicial views, where that comes to something else. */
  other: standing.nullable(),
});

/** `GET /api/estates/:estate/tasks`: what colleagues should see to, the nearest day first; it silences nobody. */
export const taskList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      queue: z.string(),
      room: z.string(),
      owner: z.string(),
      /** Where the household is talked with; null where nobody of it is known in any channel. */
      conversationId: z.string().nullable(),
      item: z.string(),
      from: z.string(),
      to: z.string(),
      /** Decimal sum in yuan. */
      open: z.string(),
      dueOn: z.string(),
      /** Days from today; negative once it is over. */
      daysLeft: z.number(),
    }),
  ),
  /** What residents asked about their own data, the longest waiting first. */
  requests: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      /** Null where the contact is tied to no home. */
      room: z.string().nullable(),
      name: z.string(),
      /** For `personal-data --contact` and `erase --contact`. */
      contactId: z.string(),
      conversationId: z.string(),
      /** The resident's own words. */
      said: z.string(),
      answerBy: z.string(),
      daysLeft: z.number(),
      /** Codes of what stands against an erasure; null for other requests. */
      limits: z.array(z.string()).nullable(),
    }),
  ),
  /** Times in which a channel heard nothing, one entry a channel, with who of the estate was in touch then. */
  gaps: z.array(
    z.object({
      channel: z.string(),
      /** Oldest first; all of them are seen to at once, by `POST /api/gaps/:id/release` each. */
      periods: z.array(
        z.object({ id: z.string(), from: z.number(), to: z.number(), why: z.string() }),
      ),
      conversations: z.array(
        z.object({ id: z.string(), room: z.string().nullable(), name: z.string() }),
      ),
      /** Whether the member may say that it was seen to: the account serves all estates. */
      mayRelease: z.boolean(),
    }),
  ),
});

export type TaskList = z.infer<typeof taskList>;
export type ChargeLimitation = z.infer<typeof chargeLimitation>;
