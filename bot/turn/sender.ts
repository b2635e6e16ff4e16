import { append, newSalt, saltedText, textDigest } from '#ledger/append.ts';
import { readFacts } from '#accounts/facts.ts';
import { waveStart } from '#accounts/wave-start.ts';
import { gate } from '#policy/gate.ts';
import { nextSendAt } from '#policy/next-send.ts';
import { HOUR_MS, type Instant, MINUTE_MS, later } from '#domain/time.ts';
import type { Channel, SendOutcome, SendPermission } from '#ports/channel.ts';
import type { LedgerType } from '#ports/store/ledger.ts';
import type { KeptSelection, OutboundRow, OutboxStatus } from '#ports/store/messages.ts';
import type { Tx } from '#ports/store/store.ts';
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

/**
 * Messages handed to a channel by a process that is gone: nobody knows whether they arrived, so they are for a person
 * and never repeated.
 */
export async function settleOrphans({
  store,
  clock,
}: Pick<World, 'store' | 'clock'>): Promise<void> {
  const now = clock.now();
  await store.write(async (tx) => {
    for (const row of await tx.outbox.sending()) {
      await tx.outbox.move(row.id, 'sending', 'unknown', { now, reasons: ['process-ended'] });
      await record(tx, row, { outcome: 'unknown', reason: 'process-ended' }, now);
    }
  });
}

async function sendOne(world: World, row: OutboundRow): Promise<void> {
  const { store, clock, changed } = world;
  const released = await store.write((tx) => release(world, tx, row, clock.now()));
  if (released) {
    const { channel, contact } = released;
    const outcome = await handOver(channel, row, contact);
    await store.write(async (tx) => {
      const now = clock.now();
      const messageId = outcome.outcome === 'rejected' ? null : (outcome.messageId ?? null);
      const reasons = outcome.outcome === 'accepted' ? [] : [outcome.reason];
      const change = { now, reasons, channelMessageId: messageId };
      await tx.outbox.move(row.id, 'sending', outcome.outcome, change);
      await record(tx, row, outcome, now, claimsOf(world, row));
      if (row.proactive && row.householdId) await world.replan(tx, row.householdId, now);
    });
  }
  changed({ topic: 'conversation', id: row.conversationId });
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
  const conversation = await tx.conversations.byId(row.conversationId);
  const contact = await tx.contacts.byId(row.contactId);
  if (!conversation || !contact) return close(tx, row, 'rejected', ['unknown-contact'], now);
  if (conversation.epoch !== row.epoch) return close(tx, row, 'superseded', ['epoch'], now);
  if (row.answersUpTo !== null && conversation.lastInbound > row.answersUpTo) {
    return close(tx, row, 'superseded', ['newer-message'], now);
  }
  if (row.proactive) {
    const facts = await readFacts(tx, conversation, now);
    const begun = await waveStart(tx, conversation.id);
    const wave = begun === null ? {} : { waveStart: begun };
    const verdict = gate({ facts, purpose: purposeOf(row), now, ...wave });
    if (!verdict.allowed) {
      await close(tx, row, 'withheld', verdict.reasons, now);
      await append(tx, {
        estateId: conversation.estateId,
        at: now,
        type: 'withheld',
        householdId: row.householdId,
        conversationId: row.conversationId,
        body: { reasons: verdict.reasons, until: verdict.until, message: row.id },
      });
      if (row.householdId) await world.replan(tx, row.householdId, now);
      return undefined;
    }
  }
  const standing = await tx.channels.standing(contact.id);
  if (standing.staleContact) return close(tx, row, 'rejected', ['stale-contact'], now);
  const channel = world.channel(contact.channel);
  const permission = channel.canSend(contact.key, row.proactive, now);
  if (!permission.ok) return waitOrClose(tx, row, permission, now);
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
  tx: Tx,
  row: OutboundRow,
  { reason, retryAt }: Extract<SendPermission, { ok: false }>,
  now: Instant,
): Promise<undefined> {
  // What nobody asked for can wait for its channel; the gate is asked again each time.
  const patient = retryAt !== undefined && (row.proactive || now - row.createdAt < PATIENCE_MS);
  if (!patient) return close(tx, row, 'rejected', [reason], now);
  await tx.outbox.holdUntil(row.id, retryAt);
  return undefined;
}

/** When the account may write this: its pace is read from what it sent, so that a restart does not quicken it. */
async function itsTurn(
  tx: Tx,
  { name, capabilities: { pace } }: Channel,
  { id, proactive }: OutboundRow,
  now: Instant,
): Promise<Instant> {
  if (!pace) return now;
  const sent = await tx.outbox.sentBy(name, later(now, -HOUR_MS));
  const jitter = Number.parseInt(textDigest(id).slice(0, 8), 16) / 2 ** 32;
  return nextSendAt(pace, sent, proactive, jitter, now);
}

function purposeOf({ stage, script, author }: OutboundRow) {
  if (author === 'staff') return 'follow-up' as const;
  if (stage === 'pre-due') return 'pre-due' as const;
  return script?.includes('instalment') === true ? ('instalment' as const) : ('reminder' as const);
}

async function close(
  tx: Tx,
  row: OutboundRow,
  status: OutboxStatus,
  reasons: readonly string[],
  now: Instant,
): Promise<undefined> {
  await tx.outbox.move(row.id, 'queued', status, { now, reasons });
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

/** What a message that left counts as: a pre-due note, or a word on an open question, is a courtesy and interrupts nothing (research: limitation §3). */
function typeOf({ author, proactive, stage }: OutboundRow): LedgerType {
  if (author === 'staff') return 'staff-reply';
  if (!proactive) return 'reply';
  return stage === 'pre-due' || stage === null ? 'courtesy' : 'demand';
}

/** Whether the words of a script name sum and periods: only then does it demand anything (research: limitation §3). */
function claimsOf({ content }: World, { script }: OutboundRow): boolean {
  const slots = (script && content.catalogue.scripts.get(script)?.slots) || [];
  return slots.includes('total') && (slots.includes('months') || slots.includes('bill'));
}

async function record(
  tx: Tx,
  row: OutboundRow,
  outcome: SendOutcome,
  now: Instant,
  names = false,
): Promise<void> {
  const conversation = await tx.conversations.byId(row.conversationId);
  if (!conversation) return;
  const type = typeOf(row);
  // Words that were erased while the channel had them leave no salt behind.
  const { text = '' } = (await tx.outbox.byId(row.id)) ?? {};
  const salt = newSalt();
  if (text !== '') await tx.personal.keepSalt(row.id, row.conversationId, salt);
  await append(tx, {
    estateId: conversation.estateId,
    at: now,
    type,
    householdId: row.householdId,
    conversationId: row.conversationId,
    body: {
      message: row.id,
      ...saltedText(text, salt),
      script: row.script,
      variant: row.variant,
      stage: row.stage,
      why: reasonOf(row),
      staff: row.staffId,
      delivered: outcome.outcome === 'accepted',
      outcome: outcome.outcome,
      ...(type === 'demand' && { names, to: await roleOf(tx, row) }),
    },
  });
}

/** Why these words, without the alternatives, which the outbox keeps. */
function reasonOf({ selection }: OutboundRow): Omit<KeptSelection, 'alternatives'> | null {
  if (!selection) return null;
  const { alternatives: _kept, ...why } = selection;
  return why;
}

/** What the addressee is to the household: receipt by an owner or family counts for the owner (SSSX-8). */
async function roleOf(tx: Tx, { contactId, householdId }: OutboundRow): Promise<string> {
  const bindings = await tx.bindings.of(contactId);
  return bindings.find((one) => one.householdId === householdId)?.role ?? 'unknown';
}
