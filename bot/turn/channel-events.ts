import { randomUUID } from 'node:crypto';
import { append } from '#ledger/append.ts';
import { DAY_MS, type Instant, later } from '#domain/time.ts';
import type { Deafness, Health, InboundEvent, Throttling } from '#ports/channel.ts';
import type { ChannelRecord } from '#ports/store/channels.ts';
import type { Tx } from '#ports/store/store.ts';
import type { World } from './world.ts';

/** What a channel tells of itself, as opposed to what people say. */
export type ChannelEvent = Health | Deafness | Throttling;

/** How long before a deaf period a conversation counts as alive in it. */
const ALIVE_MS = 3 * DAY_MS;

export function isChannelEvent(event: InboundEvent): event is ChannelEvent {
  return event.type === 'health' || event.type === 'deaf' || event.type === 'throttled';
}

/** Keeps what a channel tells of itself: who is logged in, since when, and when nothing was heard. */
export async function receiveChannelEvent(
  world: World,
  channel: string,
  event: ChannelEvent,
): Promise<void> {
  const idsChange = world.channel(channel).capabilities.idsChange === true;
  const changed = await world.store.write(async (tx) => {
    const known =
      (await tx.channels.byName(channel)) ?? unknown(channel, idsChange, world.clock.now());
    switch (event.type) {
      case 'health':
        return keepHealth(tx, { ...known, idsChange }, event);
      case 'deaf':
        return keepDeafness(tx, known, event);
      case 'throttled':
        return trip(tx, known, event);
    }
  });
  if (changed) world.changed({ topic: 'channel', id: channel });
}

function unknown(name: string, idsChange: boolean, at: Instant): ChannelRecord {
  const never = { account: null, loggedInAt: null, seenAt: null, breaker: null, riskAt: null };
  return { name, epoch: 0, idsChange, state: 'starting', stateSince: at, ...never };
}

async function keepHealth(tx: Tx, known: ChannelRecord, event: Health): Promise<boolean> {
  const { state, at, login } = event;
  const moved = state !== known.state;
  const anew = login !== undefined && (login.fresh || login.account !== known.account);
  await tx.channels.put({
    ...known,
    state,
    stateSince: moved ? at : known.stateSince,
    seenAt: state === 'ready' ? at : known.seenAt,
    ...(anew && { account: login.account, epoch: known.epoch + 1, loggedInAt: at }),
  });
  return moved || anew;
}

async function keepDeafness(tx: Tx, known: ChannelRecord, event: Deafness): Promise<boolean> {
  const from = event.from ?? known.seenAt;
  if (from === null || from >= event.to) return false;
  const gap = { id: randomUUID(), channel: known.name, from, to: event.to, why: event.why };
  const conversations = await tx.channels.alive(known.name, later(from, -ALIVE_MS));
  await tx.channels.putGap({ ...gap, conversations, releasedAt: null, releasedBy: null });
  await onRecord(tx, event.to, { event: 'deaf', ...gap });
  return true;
}

/** Stays tripped until a person releases it, however often the process restarts. */
async function trip(tx: Tx, known: ChannelRecord, { at, notice }: Throttling): Promise<boolean> {
  if (known.breaker !== null) return false;
  await tx.channels.put({ ...known, breaker: { at, why: notice } });
  await onRecord(tx, at, { event: 'throttled', channel: known.name });
  return true;
}

/** A channel serves every estate, so what befalls it stands in every estate's ledger. */
export async function onRecord(
  tx: Tx,
  at: Instant,
  body: Readonly<Record<string, unknown>>,
): Promise<void> {
  for (const { id } of await tx.estates.list()) {
    const about = { householdId: null, conversationId: null };
    await append(tx, { estateId: id, at, type: 'channel', ...about, body });
  }
}
