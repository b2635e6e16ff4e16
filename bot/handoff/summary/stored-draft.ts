import { z } from 'zod';
import type { Tx } from '#ports/store/store.ts';

/** A draft as it is kept: `text` is null where what the model wrote could not be shown. */
const draftSchema = z.object({ upTo: z.int(), text: z.string().nullable() });
export type StoredDraft = z.infer<typeof draftSchema>;

const keyOf = (handoffId: string): string => `summary:${handoffId}`;

/** The draft of a handoff, if one was made. */
export async function readDraft(tx: Tx, handoffId: string): Promise<StoredDraft | undefined> {
  const document = await tx.documents.get(keyOf(handoffId));
  return document && draftSchema.safeParse(parseJson(document.value)).data;
}

/** Keeps a draft, unless one that takes in more came first. */
export async function keepDraft(tx: Tx, handoffId: string, draft: StoredDraft): Promise<void> {
  const document = await tx.documents.get(keyOf(handoffId));
  const known = await readDraft(tx, handoffId);
  if (known && known.upTo > draft.upTo) return;
  await tx.documents.compareAndSet(keyOf(handoffId), JSON.stringify(draft), document?.etag ?? null);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
