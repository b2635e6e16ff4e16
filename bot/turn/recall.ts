import { readFacts } from '#accounts/facts.ts';
import { append, textDigest } from '#ledger/append.ts';
import type { Instant } from '#domain/time.ts';
import type { InboundEvent } from '#ports/channel.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { LedgerType } from '#ports/store/ledger.ts';
import type { InboundMessage } from '#ports/store/messages.ts';
import type { Tx } from '#ports/store/store.ts';
import { openTask } from './call-person.ts';
import { dialogKey } from '#ports/dialog-key.ts';
import { readDialogState } from './dialog-state.ts';
import type { World } from './world.ts';

/**
 * A resident takes a message back. It is marked and kept; channels report it several times, which counts once. Words
 * that were not answered yet are not answered any more; a dialog that waits may hold what they said and begins afresh.
 */
export async function receiveRecall(
  { store, clock, changed }: World,
  channel: string,
  event: Extract<InboundEvent, { type: 'recall' }>,
): Promise<void> {
  const now = clock.now();
  const conversation = await store.write(async (tx) => {
    if (!(await tx.inbox.recall(channel, event.id))) return undefined;
    const contact = await tx.contacts.byKey(channel, event.contact);
    const found = contact && (await tx.conversations.byContact(contact.id));
    if (!found) return undefined;
    const messages = await tx.inbox.of(found.id);
    const message = messages.find(({ channelMessageId }) => channelMessageId === event.id);
    if (message?.status === 'handled') await forget(tx, found, message, now);
    await append(tx, {
      estateId: found.estateId,
      at: now,
      type: 'recalled',
      householdId: found.householdId,
      conversationId: found.id,
      body: { message: textDigest(event.id) },
    });
    return found;
  });
  if (conversation) changed({ topic: 'conversation', id: conversation.id });
}

/** What words may have led to that outlasts them. */
const COMMITMENTS: readonly LedgerType[] = ['promise', 'plan', 'payment-claim'];

async function forget(
  tx: Tx,
  conversation: Conversation,
  { receivedAt }: InboundMessage,
  now: Instant,
): Promise<void> {
  const { id, householdId } = conversation;
  const { waiting } = await readDialogState(tx, id);
  if (waiting.flow !== null) await tx.documents.delete(dialogKey(id));
  const entries = householdId === null ? [] : await tx.ledger.ofHousehold(householdId);
  const bound = entries.some(
    ({ type, at, conversationId }) =>
      COMMITMENTS.includes(type) && at >= receivedAt && conversationId === id,
  );
  if (!bound) return;
  // It is kept as it was said; a colleague asks what the resident means by it now.
  const facts = await readFacts(tx, conversation, now);
  await openTask(tx, facts, { kind: 'words-recalled', queue: 'service' }, now);
}
