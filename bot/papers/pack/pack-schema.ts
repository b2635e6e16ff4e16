import { z } from 'zod';
import { checkpointSchema } from '#ledger/checkpoint.ts';
import { provedEntrySchema } from '#ledger/export.ts';

const sum = z.string().regex(/^-?\d+\.\d{2}$/u, 'a sum in yuan such as 1288.05');

/** Why the words of a message are not in the pack. */
export const OMISSIONS = ['recalled', 'third-person', 'changed', 'gone', 'erased'] as const;

/** The words behind an entry of the ledger, which itself keeps only their digest. */
export const packTextSchema = z.strictObject({
  /** Entry whose `body.text` is the digest of the words: HMAC-SHA-256 with `salt`, a plain SHA-256 in old entries. */
  seq: z.int(),
  from: z.enum(['us', 'resident']),
  /** What the other side is to the household now. */
  role: z.string(),
  text: z.string().nullable(),
  omitted: z.enum(OMISSIONS).nullable(),
  /** Hexadecimal as kept, taken as text for the key of the HMAC. */
  salt: z.string().exactOptional(),
  /** Day on which the words were erased. */
  erasedOn: z.string().exactOptional(),
  /** Why they were: a code of `ERASURE_REASONS`. */
  erasedFor: z.string().exactOptional(),
});

/** What a pack says, before it is signed. */
export const packContentSchema = z.strictObject({
  format: z.literal('nuancui-evidence-pack'),
  version: z.literal(1),
  madeAt: z.int(),
  /** `madeAt` on the estate's clock. */
  made: z.string(),
  estate: z.strictObject({
    id: z.string(),
    name: z.string(),
    timezone: z.string(),
    company: z.string(),
    office: z.string(),
  }),
  household: z.strictObject({ id: z.string(), room: z.string(), owner: z.string() }),
  /** The books as they stand; they are signed with the pack and are no part of the chain. */
  books: z.strictObject({
    charges: z.array(
      z.strictObject({
        id: z.string(),
        item: z.string(),
        from: z.string(),
        to: z.string(),
        due: z.string(),
        amount: sum,
        paid: sum,
        open: sum,
        asOf: z.string(),
      }),
    ),
    open: sum,
    payments: z.array(
      z.strictObject({ at: z.int(), made: z.string(), amount: sum, source: z.string() }),
    ),
  }),
  staff: z.array(z.strictObject({ id: z.string(), role: z.string() })),
  texts: z.array(packTextSchema),
  entries: z.array(provedEntrySchema),
  checkpoint: checkpointSchema,
  fingerprint: z.string(),
  howToCheck: z.array(z.string()),
});

export const packSchema = packContentSchema.extend({
  /** Over everything else in the pack, with the key of the checkpoint. */
  signature: z.string(),
});

export type PackText = z.infer<typeof packTextSchema>;
export type PackContent = z.infer<typeof packContentSchema>;
/** One household's evidence, to be checked by anybody without the service. */
export type EvidencePack = z.infer<typeof packSchema>;
