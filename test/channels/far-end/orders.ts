import { z } from 'zod';
import { MESSAGE_KINDS, isMedia } from '#domain/message-kind.ts';

export const ACCOUNT = 'nuancui';
export const ROOM = 'owners@chatroom';

const number = z.number();

/** What the test tells the gateway process to do; each order is confirmed by its number. */
export const order = z.discriminatedUnion('do', [
  z.object({ do: z.literal('contact'), number, id: z.string(), name: z.string() }),
  z.object({
    do: z.literal('deliver'),
    number,
    id: z.string(),
    kind: z.enum(['text', 'recall', ...MESSAGE_KINDS.filter(isMedia)]),
    text: z.string(),
    from: z.string(),
    to: z.string(),
    room: z.boolean(),
    file: z.object({ name: z.string(), base64: z.string() }).optional(),
  }),
  z.object({ do: z.literal('fault'), number, fault: z.enum(['refuse', 'silence', 'cut']) }),
  z.object({ do: z.literal('heal'), number }),
]);
export type Order = z.infer<typeof order>;

/** What the gateway process tells the test. */
export const news = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ done: z.number() }),
  z.object({ reached: z.string() }),
  z.object({ shown: z.object({ contact: z.string(), text: z.string() }) }),
]);
export type News = z.infer<typeof news>;
