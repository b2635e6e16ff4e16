import { randomUUID } from 'node:crypto';
import { append, newSalt, saltedText } from '#ledger/append.ts';
import { endAsk } from '#handoff/ask.ts';
import { watchSilence } from '#handoff/silence.ts';
import { takeOverFromPhone } from '#handoff/take-over.ts';
import { type Instant, instant, later } from '#domain/time.ts';
import { isMedia } from '#domain/message-kind.ts';
import type { Policy } from '#domain/estate.ts';
import type { Label } from '#domain/label.ts';
import { Fault } from '#errors';
import type { InboundEvent } from '#ports/channel.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';
import { arrivalAsMessage } from './arrival.ts';
import { conversationWith } from './conversation-with.ts';
import { isChannelEvent, receiveChannelEvent } from './channel-events.ts';
import { sentAs } from './echo.ts';
import { isMissed, queueMissed } from './missed.ts';
import { receiveRecall } from './recall.ts';
import { MEDIA_QUEUE, TURN_QUEUE, turnDedup } from './queue.ts';
import { receiveSessionChange } from './session-change.ts';
import { takenIn } from './taken-in.ts';
import { tappedWords } from './tapped-words.ts';
import { receiveUndelivered } from './undelivered.ts';
import { isUnasked } from './unasked.ts';
import type { World } from './world.ts';

type MessageEvent = Extract<InboundEvent, { type: 'message' }>;

/**
 * Takes in what a channel reports. When the promise resolves, the event is durable and will be handled once, however
 * often the channel repeats it.
 */
export async function receive(world: World, channel: string, told: InboundEvent): Promise<void> {
  const event = takenIn(told);
  if (!event) {
    const why = { event: told.type, right: 'a contact by whom an answer can be sent' };
    return world.report(new Fault('INPUT_INVALID', { channel, ...why }), 'inbox');
  }
  if (isChannelEvent(event)) return receiveChannelEvent(world, channel, event);
  switch (event.type) {
    case 'room':
      return world.colleagues.hearInRoom(channel, event);
    case 'message':
      if (await world.colleagues.hear(channel, event)) return undefined;
      return receiveMessage(world, channel, event, wholeText(told));
    case 'recall':
      return receiveRecall(world, channel, event);
    case 'enter': {
      const message = await arrivalAsMessage(world, channel, event);
      return message && receiveMessage(world, channel, message, message.text, true);
    }
    case 'delivery-failed':
      return receiveUndelivered(world, channel, event);
    case 'session':
      return receiveSessionChange(world, channel, event);
    case 'echo':
      return receiveEcho(world, channel, event);
  }
}

const wholeText = (told: InboundEvent): string => (told.type === 'message' ? told.text : '');

/**
 * @param whole the words as they came, before anything was taken from them.
 * @param atOnce there is no time to wait for more words.
 */
async function receiveMessage(
  world: World,
  channel: string,
  event: MessageEvent,
  whole: string,
  atOnce = event.tapped !== undefined,
): Promise<void> {
  const { store, clock } = world;
  const heard = await listen(world, event);
  const flush = atOnce || heard.flush;
  const now = clock.now();
  const conversation = await store.write(async (tx) => {
    const found = await conversationWith(world, tx, channel, event, now);
    if (event.origin === 'staff-native') {
      if (await isOurOwn(tx, found, event, now)) return undefined;
      const message = { ...event, unasked: await isUnasked(tx, found, now) };
      await takeOverFromPhone(tx, append, found, message, randomUUID(), now);
      return found;
    }
    if (event.origin !== 'resident') return undefined;
    const text = await tappedWords(tx, found.id, event);
    const seq = await tx.inbox.store(channel, {
      conversationId: found.id,
      channelMessageId: event.id,
      kind: event.kind,
      origin: event.origin,
      text,
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
      body: {
        seq,
        kind: event.kind,
        ...saltedText(text, salt),
        // What was cut or cleaned can still be shown to be what came.
        ...(whole !== event.text && { whole: saltedText(whole, salt).text, length: whole.length }),
      },
    });
    if (found.owner === 'staff') {
      await endAsk(tx, append, found, 'answered', now);
      await watchSilence(tx, found.id);
    }
    if (isMissed(event.at, heard.label, now)) {
      await queueMissed(tx, found, seq, heard.label, now);
      return found;
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
  if (conversation) {
    world.changed({ topic: 'conversation', id: conversation.id });
    if (conversation.owner === 'bot' && isMissed(event.at, heard.label, now)) {
      world.changed({ topic: 'queue', id: conversation.estateId });
    }
  }
}

/** What an account shows as its own is ours, or a colleague's; once shown, a message of ours is known by its id. */
async function isOurOwn(
  tx: Tx,
  { id }: Conversation,
  event: Pick<MessageEvent, 'id' | 'text'>,
  now: Instant,
): Promise<boolean> {
  const rows = await tx.outbox.of(id);
  if (
    rows.some(
      ({ author, channelMessageId }) => author !== 'native' && channelMessageId === event.id,
    )
  ) {
    return true;
  }
  const ours = await sentAs(tx, id, event.text, now);
  if (ours) await tx.outbox.identify(ours.id, event.id);
  return ours !== undefined;
}

async function receiveEcho(
  { store, clock }: World,
  channel: string,
  event: Extract<InboundEvent, { type: 'echo' }>,
): Promise<void> {
  await store.write(async (tx) => {
    const contact = await tx.contacts.byKey(channel, event.contact);
    const found = contact && (await tx.conversations.byContact(contact.id));
    if (found) await isOurOwn(tx, found, event, clock.now());
  });
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
  if (media === null || !isMedia(kind)) return;
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

interface Heard {
  /**
   * Words that never wait for more to come: stop, a person, an emergency, a number from the menu. A picture waits: the
   * words that explain it mostly follow.
   */
  readonly flush: boolean;
  readonly label: Label | null;
}

async function listen({ perceive, clock }: World, event: MessageEvent): Promise<Heard> {
  if (event.kind !== 'text') return { flush: false, label: null };
  const { label, choice } = await perceive(event.text, {
    now: clock.now(),
    timezone: 'UTC',
    awaiting: null,
    choices: 9,
  });
  const urgent = label === 'opt_out' || label === 'human_request' || label === 'vulnerable';
  return { flush: urgent || choice !== null, label };
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
