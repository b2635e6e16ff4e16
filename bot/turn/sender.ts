import { append } from '#ledger/append.ts';
import { readFacts } from '#accounts/facts.ts';
import { waveStart } from '#accounts/wave-start.ts';
import { gate } from '#policy/gate.ts';
import type { Facts } from '#domain/facts.ts';
import { type Instant, MINUTE_MS, addDays } from '#domain/time.ts';
import { dateAt, instantAt } from '#domain/zone.ts';
import type { Channel, SendOutcome, SendPermission } from '#ports/channel.ts';
import { REMINDER_QUEUE, type ReminderJob, reminderDedup } from '#ports/reminder-job.ts';
import type { Settled } from '#ports/wave-keeper.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { OutboundRow, OutboxStatus } from '#ports/store/messages.ts';
import type { Tx } from '#ports/store/store.ts';
import { itsTurn } from './its-turn.ts';
import { claimsOf, recordSent } from './record-sent.ts';
import { idOf } from './taken-in.ts';
import type { World } from './world.ts';

/** How many rows one round takes from the outbox. */
const ROUND = 256;

/**
 * Lets out what the outbox holds, in order for each conversation and side by side across them.
 * @returns how many rows were looked at; 0 when the outbox is empty.
 */
export async function sendRound(world: World): Promise<number> {
  const rows = await world.store.read((tx) => tx.outbox.queued(ROUND, world.clock.now()));
  const lanes = Map.groupBy(rows, ({ conversationId }) => conversationId);
  await Promise.all(
    [...lanes.values()].map(async (lane) => {
      for (const row of lane) await sendOne(world, row);
    }),
  );
  return rows.length;
}

/** How long a message may be in the hands of a channel; after that its process is taken for gone. */
const HANDED_MS = 5 * MINUTE_MS;

/**
 * Messages handed to a channel by a process that is gone: nobody knows whether they arrived, so they are for a person
 * and never repeated.
 * @param alone no other process lives that may still hear of them.
 */
export async function settleOrphans(
  { store, clock }: Pick<World, 'store' | 'clock'>,
  alone = true,
): Promise<void> {
  const now = clock.now();
  await store.write(async (tx) => {
    for (const row of await tx.outbox.sending()) {
      if (!alone && now - (row.settledAt ?? row.createdAt) < HANDED_MS) continue;
      await tx.outbox.move(row.id, 'sending', 'unknown', { now, reasons: ['process-ended'] });
      await recordSent(tx, row, { outcome: 'unknown', reason: 'process-ended' }, now);
    }
  });
}

async function sendOne(world: World, row: OutboundRow): Promise<void> {
  const { store, clock, changed } = world;
  const handed = await passOut(world, row);
  if (handed) {
    const outcome = await handed.outcome;
    await store.write(async (tx) => {
      const now = clock.now();
      const told = outcome.outcome === 'rejected' ? null : outcome.messageId;
      const messageId = told ? idOf(told) : null;
      const reasons = outcome.outcome === 'accepted' ? [] : [outcome.reason];
      const change = { now, reasons, channelMessageId: messageId };
      // Another process took this one for gone: it is for a person already.
      if (!(await tx.outbox.move(row.id, 'sending', outcome.outcome, change))) return;
      await recordSent(tx, row, outcome, now, claimsOf(world, row));
      if (outcome.outcome === 'rejected') await tryTomorrow(world, tx, row, outcome.reason, now);
      else await tellWave(world, tx, row, { to: 'made' }, now);
      if (outcome.outcome === 'rejected') return;
      if (row.proactive && row.householdId) await world.replan(tx, row.householdId, now);
    });
  }
  changed({ topic: 'conversation', id: row.conversationId });
  if (row.selection?.wave === undefined) return;
  const conversation = await store.read((tx) => tx.conversations.byId(row.conversationId));
  if (conversation) changed({ topic: 'wave', id: conversation.estateId });
}

/** Tells the wave that a message belongs to what became of it. @returns whether its order stands. */
async function tellWave(
  { waves }: World,
  tx: Tx,
  { selection, householdId }: OutboundRow,
  settled: Settled,
  now: Instant,
): Promise<boolean> {
  const wave = selection?.wave;
  if (wave === undefined || householdId === null) return true;
  return waves.settle(tx, wave, householdId, settled, now);
}

/**
 * Releases a message and hands it to its channel, as one as far as payments and takeovers are concerned. What becomes of
 * it is not waited for at the door: a channel may take its time.
 */
async function passOut(
  world: World,
  row: OutboundRow,
): Promise<{ readonly outcome: Promise<SendOutcome> } | undefined> {
  const { store, clock, doorstep } = world;
  const { conversationId, householdId } = row;
  const go = async () => {
    const released = await store.write((tx) => release(world, tx, row, clock.now()));
    return released && { outcome: handOver(released.channel, row, released.contact) };
  };
  return doorstep.pass(householdId === null ? [conversationId] : [conversationId, householdId], go);
}

interface Released {
  readonly channel: Channel;
  readonly contact: string;
}

/** The last door: ownership, newer words, the gate, the channel. What passes is marked as handed over first. */
async function release(
  world: World,
  tx: Tx,
  row: OutboundRow,
  now: Instant,
): Promise<Released | undefined> {
  // A wave that was paused or stopped since the round began took it back.
  if (row.selection?.wave && (await tx.outbox.byId(row.id))?.status !== 'queued') return undefined;
  const conversation = await tx.conversations.byId(row.conversationId);
  const contact = await tx.contacts.byId(row.contactId);
  if (!conversation || !contact) return reject(world, tx, row, 'unknown-contact', now);
  if (conversation.epoch !== row.epoch) return close(world, tx, row, 'superseded', ['epoch'], now);
  if (row.answersUpTo !== null && conversation.lastInbound > row.answersUpTo) {
    return close(world, tx, row, 'superseded', ['newer-message'], now);
  }
  // What a colleague writes by hand is their decision; it only counts towards the caps.
  if (row.proactive && (row.author === 'bot' || row.script !== null)) {
    const facts = await factsOfRow(tx, conversation, row, now);
    const begun = await waveStart(tx, conversation.id);
    const wave = begun === null ? {} : { waveStart: begun };
    const verdict = gate({ facts, purpose: purposeOf(row), now, ...wave });
    if (!verdict.allowed) {
      await close(world, tx, row, 'withheld', verdict.reasons, now);
      await append(tx, {
        estateId: conversation.estateId,
        at: now,
        type: 'withheld',
        householdId: row.householdId,
        conversationId: row.conversationId,
        body: { reasons: verdict.reasons, until: verdict.until, message: row.id },
      });
      await planAgain(world, tx, row, verdict, now);
      return undefined;
    }
  }
  const standing = await tx.channels.standing(contact.id);
  if (standing.staleContact) return reject(world, tx, row, 'stale-contact', now);
  const channel = world.channel(contact.channel);
  const permission = channel.canSend(contact.key, row.proactive, now);
  if (!permission.ok) {
    await waitOrClose(world, tx, row, permission, now);
    return undefined;
  }
  const turn = await itsTurn(tx, channel, row, now);
  if (turn > now) {
    await tx.outbox.holdUntil(row.id, turn);
    return undefined;
  }
  if (!(await tx.outbox.move(row.id, 'queued', 'sending', { now }))) return undefined;
  return { channel, contact: contact.key };
}

/** How long a message waits for a channel that is coming back; after that it would answer what nobody asks any more. */
const PATIENCE_MS = 10 * MINUTE_MS;

async function waitOrClose(
  world: World,
  tx: Tx,
  row: OutboundRow,
  { reason, retryAt }: Extract<SendPermission, { ok: false }>,
  now: Instant,
): Promise<void> {
  // What nobody asked for can wait for its channel; the gate is asked again each time.
  const patient = retryAt !== undefined && (row.proactive || now - row.createdAt < PATIENCE_MS);
  if (!patient) {
    await close(world, tx, row, 'rejected', [reason], now);
    return tryTomorrow(world, tx, row, reason, now);
  }
  await tx.outbox.holdUntil(row.id, retryAt);
}

/** The books of the home the message is about; nobody is told of one they have nothing to do with any more. */
async function factsOfRow(
  tx: Tx,
  conversation: Conversation,
  { householdId }: OutboundRow,
  now: Instant,
): Promise<Facts> {
  const about = householdId ?? conversation.householdId;
  const facts = await readFacts(tx, { ...conversation, householdId: about }, now, true);
  const isTheirs = householdId === null || facts.binding?.householdId === householdId;
  return isTheirs ? facts : { ...facts, binding: null, home: null };
}

function purposeOf({ stage, script, author }: OutboundRow) {
  if (author === 'staff') return 'follow-up' as const;
  if (stage === 'pre-due') return 'pre-due' as const;
  return script?.includes('instalment') === true ? ('instalment' as const) : ('reminder' as const);
}

/** A reminder that did not leave is planned once more; what a person ordered stays ordered. */
async function planAgain(
  world: World,
  tx: Tx,
  row: OutboundRow,
  { reasons, until }: { readonly reasons: readonly string[]; readonly until: Instant | null },
  now: Instant,
  how?: 'look',
): Promise<void> {
  const { householdId, conversationId, selection } = row;
  if (householdId === null) return;
  const { orderedBy: approvedBy, wave } = selection ?? {};
  if (until === null || approvedBy === undefined) {
    await tellWave(world, tx, row, { to: 'withheld', reasons }, now);
    return world.replan(tx, householdId, now, how);
  }
  if (!(await tellWave(world, tx, row, { to: 'ordered', reasons, until }, now))) return;
  const ofWave = wave !== undefined && { wave };
  const payload: ReminderJob = { householdId, approvedBy, reason: null, ...ofWave };
  await tx.jobs.schedule({
    queue: REMINDER_QUEUE,
    key: conversationId,
    dedup: reminderDedup(householdId),
    runAt: until,
    payload: JSON.stringify(payload),
  });
}

/** A channel that refuses a reminder now is asked again with the next contact window, not before. */
async function tryTomorrow(
  world: World,
  tx: Tx,
  row: OutboundRow,
  reason: string,
  now: Instant,
): Promise<void> {
  const conversation = await tx.conversations.byId(row.conversationId);
  const estate = conversation && (await tx.estates.byId(conversation.estateId));
  if (!estate || !row.proactive || row.author !== 'bot') return;
  const { timezone, policy } = estate;
  const until = instantAt(addDays(dateAt(now, timezone), 1), policy.windowFrom, timezone);
  await planAgain(world, tx, row, { reasons: [reason], until }, now, 'look');
}

/** Closes what will not change by trying again. */
async function reject(world: World, tx: Tx, row: OutboundRow, reason: string, now: Instant) {
  await close(world, tx, row, 'rejected', [reason], now);
  await tellWave(world, tx, row, { to: 'made', reasons: [reason] }, now);
  return undefined;
}

async function close(
  world: World,
  tx: Tx,
  row: OutboundRow,
  status: OutboxStatus,
  reasons: readonly string[],
  now: Instant,
): Promise<undefined> {
  await tx.outbox.move(row.id, 'queued', status, { now, reasons });
  if (status === 'superseded') await tellWave(world, tx, row, { to: 'overtaken', reasons }, now);
  const conversation = await tx.conversations.byId(row.conversationId);
  if (!conversation) return;
  // What the gate withheld has an entry of its own, with the moment it may be tried again.
  if (status === 'withheld') return;
  await append(tx, {
    estateId: conversation.estateId,
    at: now,
    type: 'delivery',
    householdId: row.householdId,
    conversationId: row.conversationId,
    body: { message: row.id, script: row.script, delivered: false, outcome: status, reasons },
  });
}

/** A channel that throws has not said whether the message left. */
async function handOver(channel: Channel, row: OutboundRow, contact: string): Promise<SendOutcome> {
  const { text, id, proactive, choices } = row;
  try {
    return await channel.send({
      contact,
      text,
      idempotencyKey: id,
      proactive,
      ...(choices && { choices }),
    });
  } catch (error) {
    return { outcome: 'unknown', reason: error instanceof Error ? error.name : 'thrown' };
  }
}
