import type { Instant } from '#domain/time.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';
import { ensureHandoff } from './open-handoff.ts';
import { endAsk } from './ask.ts';
import type { AppendEntry } from './record.ts';
import { watchSilence } from './silence.ts';
import { watchQueue } from './watch-queue.ts';

export interface PhoneMessage {
  readonly id: string;
  readonly text: string;
  readonly at: Instant;
  /** Of our own accord: counts towards the caps of the household. */
  readonly unasked: boolean;
}

/**
 * A colleague typed on the phone that holds the account: that is a takeover. The words are kept in the transcript, the
 * epoch rises, and everything the bot still had in hand is superseded. The same message twice is one.
 */
export async function takeOverFromPhone(
  tx: Tx,
  append: AppendEntry,
  conversation: Conversation,
  message: PhoneMessage,
  rowId: string,
  now: Instant,
): Promise<void> {
  const rows = await tx.outbox.of(conversation.id);
  if (rows.some(({ channelMessageId }) => channelMessageId === message.id)) return;
  const { id, estateId, householdId, contactId } = conversation;
  const held = conversation.owner === 'staff' && conversation.staffId === null;
  const owned = held
    ? conversation
    : await tx.conversations.changeOwner(id, conversation.epoch, 'staff', null);
  if (!owned) return;
  await ensureHandoff(tx, conversation, null, '', now);
  await endAsk(tx, append, conversation, 'stopped', now);
  await watchSilence(tx, id);
  await tx.outbox.put({
    id: rowId,
    conversationId: id,
    householdId,
    contactId,
    author: 'native',
    staffId: null,
    text: message.text,
    script: null,
    variant: null,
    stage: null,
    citations: [],
    selection: null,
    proactive: message.unasked,
    epoch: owned.epoch,
    answersUpTo: null,
    status: 'accepted',
    reasons: [],
    createdAt: now,
    settledAt: now,
    channelMessageId: message.id,
  });
  await append(tx, {
    estateId,
    at: now,
    type: 'takeover',
    householdId,
    conversationId: id,
    body: { by: 'phone', epoch: owned.epoch, message: rowId },
  });
}

/**
 * A colleague took the conversation in the channel's own client, without a word yet.
 * @returns whether that changed anything.
 */
export async function takeOverInChannel(
  tx: Tx,
  append: AppendEntry,
  conversation: Conversation,
  now: Instant,
): Promise<boolean> {
  const { id, owner, epoch } = conversation;
  if (owner === 'staff') return false;
  const owned = await tx.conversations.changeOwner(id, epoch, 'staff', null);
  if (!owned) return false;
  await ensureHandoff(tx, conversation, null, '', now);
  await note(tx, append, conversation, 'takeover', { by: 'channel', epoch: owned.epoch }, now);
  return true;
}

/**
 * A colleague ended the conversation there. What came of it only an outcome says, so it waits in the queue for one and
 * the bot stays silent.
 * @returns whether that changed anything.
 */
export async function letGoInChannel(
  tx: Tx,
  append: AppendEntry,
  conversation: Conversation,
  now: Instant,
): Promise<boolean> {
  const { id, owner, staffId, epoch } = conversation;
  const open = await tx.handoffs.open(id);
  if (owner !== 'staff' || staffId !== null || !open) return false;
  const owned = await tx.conversations.changeOwner(id, epoch, 'queue', null);
  if (!owned) return false;
  await tx.handoffs.setClaim(open.id, null, null);
  const { reason, queue, urgent } = open;
  await note(
    tx,
    append,
    conversation,
    'handoff',
    { reason, queue, urgent, epoch: owned.epoch },
    now,
  );
  await watchQueue(tx, conversation.estateId, urgent, now);
  return true;
}

async function note(
  tx: Tx,
  append: AppendEntry,
  { id: conversationId, estateId, householdId }: Conversation,
  type: 'takeover' | 'handoff',
  body: Readonly<Record<string, unknown>>,
  now: Instant,
): Promise<void> {
  await append(tx, { estateId, at: now, type, householdId, conversationId, body });
}
