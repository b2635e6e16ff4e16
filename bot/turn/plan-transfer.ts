import type { Instant } from '#domain/time.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';
import { TRANSFER_QUEUE } from './queue.ts';
import type { World } from './world.ts';

/** Has the channel follow, after the words still on their way, who holds the conversation; where it knows of that. */
export async function planTransfer(
  { channels }: Pick<World, 'channels'>,
  tx: Tx,
  { id, contactId }: Conversation,
  now: Instant,
): Promise<void> {
  const contact = await tx.contacts.byId(contactId);
  const channel = channels.find(({ name }) => name === contact?.channel);
  if (channel?.capabilities.transfer !== true) return;
  await tx.jobs.schedule({
    queue: TRANSFER_QUEUE,
    key: id,
    dedup: `transfer:${id}`,
    runAt: now,
    payload: '{}',
  });
}
