import { z } from 'zod';

/** What papers read of the body of a ledger entry; the rest of it is left alone. */
const bodySchema = z.looseObject({
  text: z.string().optional(),
  /** How `text` was made; absent for a plain SHA-256. */
  digest: z.string().optional(),
  message: z.string().optional(),
  seq: z.number().optional(),
  stage: z.string().nullish(),
  delivered: z.boolean().optional(),
  outcome: z.string().nullish(),
  to: z.string().optional(),
  due: z.string().optional(),
  amount: z.number().nullish(),
  promise: z.string().optional(),
  plan: z.string().optional(),
  status: z.string().optional(),
  total: z.number().optional(),
  period: z.string().nullish(),
  source: z.string().optional(),
  dispute: z.string().optional(),
  cause: z.string().optional(),
  reason: z.string().optional(),
  reasons: z.array(z.string()).optional(),
  queue: z.string().optional(),
  letter: z.string().optional(),
  how: z.string().optional(),
  reference: z.string().nullish(),
  on: z.string().optional(),
  staffId: z.string().nullish(),
  staff: z.string().nullish(),
});
export type EntryBody = z.infer<typeof bodySchema>;

/** Reads the body of an entry; empty where it is of another shape. */
export function entryBody({ body }: { readonly body: string }): EntryBody {
  const read = bodySchema.safeParse(JSON.parse(body));
  return read.success ? read.data : {};
}
