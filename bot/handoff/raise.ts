import type { Instant } from '#domain/time.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';
import type { AppendEntry } from './record.ts';
import { watchQueue } from './watch-queue.ts';

/**
 * Somebody who is with people already shows that they need care: the case is urgent from now on, and for who is on call
 * where nobody has taken it.
 */
export async function raise(
  tx: Tx,
  append: AppendEntry,
  conversation: Conversation,
  now: Instant,
): Promise<void> {
  const { id, estateId, householdId, owner, epoch } = conversation;
  const open = await tx.handoffs.open(id);
  if (owner === 'bot' || !open || open.urgent) return;
  const reason = 'vulnerable';
  const queue = owner === 'queue' ? 'on-call' : open.queue;
  await tx.handoffs.raise(open.id, reason, queue);
  // A time of waiting of its own, of which colleagues are told anew.
  const raised =
    owner === 'queue' ? await tx.conversations.changeOwner(id, epoch, 'queue', null) : conversation;
  await append(tx, {
    estateId,
    at: now,
    type: 'handoff',
    householdId,
    conversationId: id,
    body: { reason, queue, urgent: true, epoch: raised?.epoch ?? epoch },
  });
  await watchQueue(tx, estateId, true, now);
}
