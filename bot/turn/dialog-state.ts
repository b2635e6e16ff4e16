import { z } from 'zod';
import type { EngineResult, Waiting } from '#ports/engine.ts';
import { dialogKey } from '#ports/dialog-key.ts';
import type { Tx } from '#ports/store/store.ts';

/** Keyv keeps what it stores under `value`; the same document is read by either. */
const envelope = z.object({
  value: z.object({
    waiting: z.object({ flow: z.string().nullable(), choices: z.int().min(0), asks: z.boolean() }),
    stored: z.string(),
  }),
});

/** The state of a conversation as it was read, with the tag that a write must still find. */
export interface DialogState {
  readonly waiting: Waiting;
  readonly stored: string | null;
  readonly etag: number | null;
}

/** Reads a conversation's state; one that cannot be read begins afresh, and is then replaced. */
export async function readDialogState(tx: Tx, conversationId: string): Promise<DialogState> {
  const document = await tx.documents.get(dialogKey(conversationId));
  const fresh = { waiting: { flow: null, choices: 0, asks: false }, stored: null };
  if (!document) return { ...fresh, etag: null };
  const parsed = envelope.safeParse(parseJson(document.value));
  return { ...(parsed.success ? parsed.data.value : fresh), etag: document.etag };
}

/** @returns false when a newer state was written since `etag` was read; nothing is overwritten then. */
export async function writeDialogState(
  tx: Tx,
  conversationId: string,
  { waiting, stored }: Pick<EngineResult, 'waiting' | 'stored'>,
  etag: number | null,
): Promise<boolean> {
  const value = JSON.stringify({ value: { waiting, stored } });
  return tx.documents.compareAndSet(dialogKey(conversationId), value, etag);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
