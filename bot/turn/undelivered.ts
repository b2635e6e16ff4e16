import { readFacts } from '#accounts/facts.ts';
import { append } from '#ledger/append.ts';
import type { Undelivered } from '#ports/channel.ts';
import { openTask } from './call-person.ts';
import type { World } from './world.ts';

/**
 * A message that the channel had accepted did not arrive: it no longer counts as said, the ledger says so beside the
 * entry of its sending, and a colleague is told.
 */
export async function receiveUndelivered(
  world: World,
  channel: string,
  event: Undelivered,
): Promise<void> {
  const { store, clock, changed, replan } = world;
  const now = clock.now();
  const found = await store.write(async (tx) => {
    const contact = await tx.contacts.byKey(channel, event.contact);
    const conversation = contact && (await tx.conversations.byContact(contact.id));
    const rows = conversation ? await tx.outbox.of(conversation.id) : [];
    const row = rows.find(({ channelMessageId }) => channelMessageId === event.id);
    if (!conversation || !row || row.status === 'rejected') return undefined;
    const reasons = [`undelivered-${event.reason}`];
    if (!(await tx.outbox.move(row.id, row.status, 'rejected', { now, reasons }))) return undefined;
    const { estateId, id: conversationId } = conversation;
    const { householdId } = row;
    await append(tx, {
      estateId,
      at: now,
      type: 'delivery',
      householdId,
      conversationId,
      body: { message: row.id, delivered: false, outcome: 'rejected', reason: event.reason },
    });
    const facts = await readFacts(tx, conversation, now);
    await openTask(tx, facts, { kind: 'undelivered', queue: 'service' }, now);
    if (householdId) await replan(tx, householdId, now);
    return conversation;
  });
  if (!found) return;
  changed({ topic: 'conversation', id: found.id });
  changed({ topic: 'queue', id: found.estateId });
}
