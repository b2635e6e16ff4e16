import { randomUUID } from 'node:crypto';
import { append, newSalt, saltedText } from '#ledger/append.ts';
import { endAsk } from '#handoff/ask.ts';
import { watchSilence } from '#handoff/silence.ts';
import { takeOverFromPhone } from '#handoff/take-over.ts';
import { type Instant, instant, later } from '#domain/time.ts';
import { SOURCE_LOCALE } from '#domain/locale.ts';
import type { Policy } from '#domain/estate.ts';
import type { InboundEvent } from '#ports/channel.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';
import { receiveRecall } from './recall.ts';
import { MEDIA_QUEUE, TURN_QUEUE, turnDedup } from './queue.ts';
import type { World } from './world.ts';

type MessageEvent = Extract<InboundEvent, { type: 'message' }>;

/**
 * Takes in what a channel reports. When the promise resolves, the event is durable and will be handled once, however
 * often the channel repeats it.
 */
export async function receive(world: World, channel: string, event: InboundEvent): Promise<void> {
  switch (event.type) {
    case 'message':
      return receiveMessage(world, channel, event);
    case 'recall':
      return receiveRecall(world, channel, event);
    case 'health':
      return undefined;
  }
}

async function receiveMessage(world: World, channel: string, event: MessageEvent): Promise<void> {
  const { store, clock } = world;
  const flush = await closesBurst(world, event);
  const now = clock.now();
  const conversation = await store.write(async (tx) => {
    const found = await conversationWith(world, tx, channel, event, now);
    if (event.origin === 'staff-native') {
      await takeOverFromPhone(tx, append, found, event, randomUUID(), now);
      return found;
    }
    if (event.origin !== 'resident') return undefined;
    const seq = await tx.inbox.store(channel, {
      conversationId: found.id,
      channelMessageId: event.id,
      kind: event.kind,
      origin: event.origin,
      text: event.text,
      sentAt: event.at,
      receivedAt: now,
    });
    if (seq === undefined) return undefined;
    const salt = newSalt();
    await tx.personal.keepSalt(`in:${seq}`, found.id, salt);
    await expectMedia(tx, channel, event, found, seq, now);
    await append(tx, {
      estateId: found.estateId,
      at: now,
      type: 'received',
      householdId: found.householdId,
      conversationId: found.id,
      body: { seq, kind: event.kind, ...saltedText(event.text, salt) },
    });
    if (found.owner === 'staff') {
      await endAsk(tx, append, found, 'answered', now);
      await watchSilence(tx, found.id);
    }
    const estate = await tx.estates.byId(found.estateId);
    await tx.jobs.schedule({
      queue: TURN_QUEUE,
      key: found.id,
      dedup: turnDedup(found.id),
      runAt: await burstEnd(tx, found.id, estate?.policy, flush, now),
      payload: '{}',
    });
    return found;
  });
  if (conversation) world.changed({ topic: 'conversation', id: conversation.id });
}

/** Puts on record that something came with the message, and has it fetched; the turn does not wait for it. */
async function expectMedia(
  tx: Tx,
  channel: string,
  { kind, media }: MessageEvent,
  { id: conversationId, estateId, contactId, householdId }: Conversation,
  messageSeq: number,
  now: Instant,
): Promise<void> {
  if (media === null || kind === 'text') return;
  const id = randomUUID();
  const { ref, name, size } = media;
  const whose = { estateId, conversationId, contactId, householdId };
  const unknown = { text: null, mime: null, sha256: null, settledAt: null };
  const item = { id, ...whose, messageSeq, channel, ref, kind, name, size, ...unknown };
  await tx.media.put({ ...item, state: 'waiting', createdAt: now });
  const key = `media:${id}`;
  const payload = JSON.stringify({ media: id });
  await tx.jobs.schedule({ queue: MEDIA_QUEUE, key, dedup: key, runAt: now, payload });
}

/**
 * Words that never wait for more to come: stop, a person, an emergency, a number from the menu. A picture waits: the
 * words that explain it mostly follow.
 */
async function closesBurst({ perceive, clock }: World, event: MessageEvent): Promise<boolean> {
  if (event.kind !== 'text') return false;
  const { label, choice } = await perceive(event.text, {
    now: clock.now(),
    timezone: 'UTC',
    awaiting: null,
    choices: 9,
  });
  const urgent = label === 'opt_out' || label === 'human_request' || label === 'vulnerable';
  return urgent || choice !== null;
}

async function conversationWith(
  { homeEstate }: World,
  tx: Tx,
  channel: string,
  event: MessageEvent,
  now: Instant,
): Promise<Conversation> {
  const name = event.contactName;
  const contact = await tx.contacts.ensure(channel, event.contact, name, SOURCE_LOCALE, now);
  const known = await tx.conversations.byContact(contact.id);
  if (known) return known;
  const [binding] = await tx.bindings.of(contact.id);
  const household = binding && (await tx.households.byId(binding.householdId));
  const estateId = household?.estateId ?? (await homeEstate(tx));
  return tx.conversations.ensure(estateId, contact.id, household?.id ?? null, now);
}

/** When the burst is over: quiet for a while after the newest message, but never later than the cap after the first. */
async function burstEnd(
  tx: Tx,
  conversationId: string,
  policy: Policy | undefined,
  flush: boolean,
  now: Instant,
): Promise<Instant> {
  if (flush || !policy || policy.burstQuietMs === 0) return now;
  const [first] = await tx.inbox.pending(conversationId);
  const cap = later(first?.receivedAt ?? now, policy.burstCapMs);
  return instant(Math.max(now, Math.min(later(now, policy.burstQuietMs), cap)));
}
