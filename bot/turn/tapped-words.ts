import type { InboundEvent } from '#ports/channel.ts';
import type { Tx } from '#ports/store/store.ts';

type Message = Extract<InboundEvent, { type: 'message' }>;

/**
 * What a tap says: the number of the choice while its menu is the last thing we said, as a number typed then would be;
 * on an older one no more than the words that stand there.
 */
export async function tappedWords(
  tx: Tx,
  conversationId: string,
  { text, tapped }: Message,
): Promise<string> {
  if (!tapped) return text;
  const rows = await tx.outbox.of(conversationId);
  const last = rows.findLast(
    ({ status, author }) => author === 'bot' && (status === 'accepted' || status === 'unknown'),
  );
  return last?.channelMessageId === tapped.messageId ? String(tapped.choice) : text;
}
