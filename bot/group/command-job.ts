import { z } from 'zod';
import { OUTCOMES } from '#domain/handoff.ts';

const number = z.union([z.int(), z.literal('unclear')]).nullable();
const outcome = z.union([z.enum(OUTCOMES), z.literal('unclear')]).nullable();

/** What a colleague's command is kept as until it is worked off; of a code, its digest alone. */
export const commandJob = z.strictObject({
  channel: z.string(),
  contactId: z.string(),
  /** The channel's key of who wrote. */
  contact: z.string(),
  /** The room in which it was written; null in private. */
  room: z.string().nullable(),
  command: z.discriminatedUnion('do', [
    z.strictObject({ do: z.enum(['bind', 'bind-group']), hash: z.string().nullable() }),
    z.strictObject({ do: z.literal('claim'), number }),
    z.strictObject({ do: z.literal('hand-back'), number, outcome }),
    z.strictObject({ do: z.literal('todo') }),
    /** Words of a colleague in private that are no command. */
    z.strictObject({ do: z.literal('help') }),
  ]),
});

export type CommandJob = z.infer<typeof commandJob>;
export type KeptCommand = CommandJob['command'];
