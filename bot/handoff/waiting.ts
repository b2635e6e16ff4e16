import type { Handoff, Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';
import type { Instant } from '#domain/time.ts';

/** Messages that never left are no answer. */
const NEVER_LEFT: readonly string[] = ['rejected', 'withheld', 'superseded'];

/**
 * Since when a resident waits for a person's next word; null where nobody does: the bot answers, a colleague had the last
 * word, or the conversation is parked until the resident writes.
 */
export async function waitingSince(
  tx: Tx,
  conversation: Conversation,
  handoff: Handoff | undefined,
): Promise<Instant | null> {
  const { id, owner, lastAt } = conversation;
  if (owner === 'bot') return null;
  const ask = await tx.asks.last(id);
  if (ask && ask.closedAt === null) return null;
  const begun = handoff?.openedAt ?? lastAt;
  const said = (await tx.outbox.of(id)).findLast(
    ({ author, status, createdAt }) =>
      author !== 'bot' && !NEVER_LEFT.includes(status) && createdAt >= begun,
  );
  if (!said) return begun;
  const heard = (await tx.inbox.of(id)).find(({ receivedAt }) => receivedAt > said.createdAt);
  if (heard) return heard.receivedAt;
  if (ask?.end === 'unanswered' && ask.closedAt !== null && ask.closedAt >= said.createdAt) {
    return ask.closedAt;
  }
  return owner === 'queue' ? said.createdAt : null;
}
