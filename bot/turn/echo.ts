import { MINUTE_MS, type Instant, later } from '#domain/time.ts';
import { plainText } from '#domain/plain-text.ts';
import type { OutboundRow } from '#ports/store/messages.ts';
import type { Tx } from '#ports/store/store.ts';

/** How late a channel may show one of our own messages. */
const LATEST_MS = 30 * MINUTE_MS;

/**
 * The message of ours that a channel shows here, if it is one: the same words to the same person a short while ago, not
 * shown before. The store is asked, so that an echo is known after a restart too. Puppets trim and re-flow texts.
 */
export async function sentAs(
  tx: Tx,
  conversationId: string,
  text: string,
  now: Instant,
): Promise<OutboundRow | undefined> {
  const words = plainText(text);
  if (words === '') return undefined;
  const since = later(now, -LATEST_MS);
  const rows = await tx.outbox.of(conversationId);
  return rows.find(
    (row) =>
      row.author !== 'native' &&
      row.channelMessageId === null &&
      (row.status === 'sending' || row.status === 'accepted' || row.status === 'unknown') &&
      (row.settledAt ?? row.createdAt) >= since &&
      plainText(row.text) === words,
  );
}
