import { append } from '#ledger/append.ts';
import { recordHoldOut } from '#ledger/hold-out.ts';
import { readFacts } from '#accounts/facts.ts';
import { waveStart } from '#accounts/wave-start.ts';
import { isAgreed } from '#policy/agreed.ts';
import { gate } from '#policy/gate.ts';
import { leftToPerson } from '#policy/gives-up.ts';
import { isHeldOut } from '#policy/hold-out.ts';
import { personNeeded } from '#policy/person-needed.ts';
import { presentStage } from '#policy/stage.ts';
import { demandable } from '#domain/demandable.ts';
import type { ScriptId } from '#domain/category.ts';
import type { Facts } from '#domain/facts.ts';
import type { ReminderReason } from '#domain/event.ts';
import { DAY_MS, type Instant, type LocalDate, later } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import type { Withholding } from '#domain/withholding.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Job } from '#ports/store/jobs.ts';
import type { Occasion } from '#ports/store/messages.ts';
import { REMINDER_QUEUE, type ReminderJob, reminderDedup } from '#ports/reminder-job.ts';
import type { Settled } from '#ports/wave-keeper.ts';
import type { Tx } from '#ports/store/store.ts';
import { callPerson } from './call-person.ts';
import { readDialogState, writeDialogState } from './dialog-state.ts';
import { enact } from './enact.ts';
import { addressee } from '#accounts/addressee.ts';
import { isClosedTo, keepMatter } from './kept-matter.ts';
import { planTransfer } from './plan-transfer.ts';
import { reminderPayload } from './queue.ts';
import type { World } from './world.ts';

/**
 * Works off a reminder that is due: reads the facts of this moment, asks the gate, and only then lets the dialog speak.
 * A refusal is recorded with every reason, and planned again for the first moment the gate may allow.
 */
export async function reminderTurn(world: World, job: Job): Promise<void> {
  const { store, clock } = world;
  const now = clock.now();
  const payload = reminderPayload.parse(JSON.parse(job.payload));
  if (!(await store.read((tx) => stands(world, tx, payload)))) {
    return store.write(async (tx) => void (await tx.jobs.finish(job.id, job.fence)));
  }
  const target = await store.write(async (tx) => addressee(tx, payload.householdId, now));
  if (!target) return nobodyToWriteTo(world, job, payload);
  const read = await store.read(async (tx) => ({
    facts: await readFacts(tx, target, now, true),
    begun: await waveStart(tx, target.id),
    state: await readDialogState(tx, target.id),
    held: (await tx.waves.holding(payload.householdId)).length > 0,
  }));
  const { facts, begun, state } = read;
  const today = dateAt(now, facts.estate.timezone);
  if (payload.reason === 'open-question' && !state.waiting.asks) {
    // The question was answered or closed meanwhile.
    await store.write(async (tx) => {
      if (await tx.jobs.finish(job.id, job.fence)) await world.replan(tx, payload.householdId, now);
    });
    return;
  }
  if (payload.approvedBy === null && read.held && !isAgreed(facts)) {
    // A wave has the household: its word comes first, and only where a person lets it.
    return store.write(async (tx) => void (await tx.jobs.finish(job.id, job.fence)));
  }
  const reason = payload.reason ?? reasonFor(facts, today);
  const purpose = purposeOf(reason, facts, today);
  const verdict = gate({ facts, purpose, now, ...(begun !== null && { waveStart: begun }) });
  if (!verdict.allowed) {
    await store.write(async (tx) => {
      if (!(await finish(world, tx, job, payload))) return;
      await breakLapsed(tx, facts, today, now);
      await withhold(world, tx, target, payload, verdict.reasons, verdict.until, job, now);
      const needed = target.owner === 'bot' ? personNeeded(facts, now, begun) : null;
      if (needed) {
        await callPerson(tx, target, facts, needed, now);
        await planTransfer(world, tx, target, now);
      }
    });
    world.changed({ topic: 'wave', id: target.estateId });
    world.changed({ topic: 'queue', id: target.estateId });
    return;
  }
  if (await isClosedTo(world, target, now)) {
    await store.write(async (tx) => {
      if (!(await finish(world, tx, job, payload))) return;
      await breakLapsed(tx, facts, today, now);
      await withhold(world, tx, target, payload, ['channel-closed'], null, job, now);
      await keepMatter(tx, payload);
    });
    world.changed({ topic: 'wave', id: target.estateId });
    return;
  }
  const planned = payload.approvedBy === null && purpose === 'reminder';
  if (planned && facts.home && isHeldOut(facts.estate, facts.home.household)) {
    const [touch] = facts.home.touches;
    await store.write(async (tx) => {
      if (!(await finish(world, tx, job, payload))) return;
      await breakLapsed(tx, facts, today, now);
      const { id: conversationId, estateId } = target;
      const held = { estateId, householdId: payload.householdId, conversationId };
      await recordHoldOut(tx, { ...held, touched: touch?.at ?? null }, now);
    });
    world.changed({ topic: 'wave', id: target.estateId });
    return;
  }
  const result = await world.engine.turn({
    conversationId: target.id,
    stored: state.stored,
    event: { type: 'reminder-due', reason },
    facts,
    now,
  });
  const spent =
    payload.approvedBy === null
      ? leftToPerson(
          world.content.catalogue,
          result.decision.actions,
          facts,
          since(reason, begun, now),
        )
      : null;
  if (spent !== null) {
    await store.write(async (tx) => {
      if (!(await finish(world, tx, job, payload))) return;
      await breakLapsed(tx, facts, today, now);
      await withhold(world, tx, target, payload, ['frequency-cap'], null, job, now, spent);
    });
    world.changed({ topic: 'wave', id: target.estateId });
    return;
  }
  await store.write(async (tx) => {
    const current = await tx.conversations.byId(target.id);
    const moved = current?.epoch !== target.epoch || current.lastInbound !== target.lastInbound;
    if (!(await finish(world, tx, job, payload))) return;
    let queued = false;
    // Somebody wrote or took over while the reminder was being made: it is no longer what should be said.
    const kept = !moved && (await writeDialogState(tx, target.id, result, state.etag));
    if (kept) {
      // A word on an open question demands nothing and climbs no stage.
      const stage =
        reason === 'open-question'
          ? null
          : purpose === 'pre-due'
            ? 'pre-due'
            : presentStage(facts, today);
      const ordered = payload.approvedBy !== null && { orderedBy: payload.approvedBy };
      const occasion: Occasion = ordered ? 'ordered' : 'planned';
      const ofWave = payload.wave !== undefined && { wave: payload.wave };
      const answersUpTo = target.lastInbound;
      const posted = { answersUpTo, occasion, ...ordered, ...ofWave, stage, words: '' };
      const turn = { conversation: target, facts, now, today, ...posted };
      queued = await enact(world, tx, turn, result.decision.actions);
      if (current.householdId !== target.householdId) {
        await tx.conversations.setHousehold(target.id, target.householdId);
      }
    }
    if (payload.wave !== undefined) {
      const settled: Settled = queued
        ? { to: 'made' }
        : kept
          ? { to: 'withheld', reasons: ['guard'] }
          : { to: 'overtaken' };
      await world.waves.settle(tx, payload.wave, payload.householdId, settled, now);
    }
    // What is queued is followed up by what becomes of it.
    if (!queued) await world.replan(tx, payload.householdId, now);
  });
  world.changed({ topic: 'conversation', id: target.id });
  if (payload.wave !== undefined) world.changed({ topic: 'wave', id: target.estateId });
}

/** Ends the job. @returns whether its order stands, so that what was made of it counts. */
async function finish(world: World, tx: Tx, job: Job, order: ReminderJob): Promise<boolean> {
  return (await tx.jobs.finish(job.id, job.fence)) && stands(world, tx, order);
}

/** Whether the order stands: what a wave took back is not said. */
async function stands(
  { waves }: World,
  tx: Tx,
  { wave, householdId }: ReminderJob,
): Promise<boolean> {
  return wave === undefined || waves.stands(tx, wave, householdId);
}

/** A household none of whose people are known in any channel: withheld as unverified, a letter is the way. */
async function nobodyToWriteTo(
  { store, clock, waves }: World,
  job: Job,
  { householdId, wave }: ReminderJob,
): Promise<void> {
  await store.write(async (tx) => {
    const household = await tx.households.byId(householdId);
    if (!(await tx.jobs.finish(job.id, job.fence)) || !household) return;
    await append(tx, {
      estateId: household.estateId,
      at: clock.now(),
      type: 'withheld',
      householdId,
      conversationId: null,
      body: { reasons: ['unverified'], until: null },
    });
    if (wave === undefined) return;
    const settled = { to: 'withheld', reasons: ['unverified'] } as const;
    await waves.settle(tx, wave, householdId, settled, clock.now());
  });
}

/** How far back the tries of a script count towards its giving up. */
const TRIES_MS = 60 * DAY_MS;

/** Since when tries count: since the resident last wrote. Who promised did write, so a broken day is no answer. */
function since(reason: ReminderReason, begun: Instant | null, now: Instant): Instant {
  const recent = later(now, -TRIES_MS);
  return reason === 'promise-broken' || begun === null || begun < recent ? recent : begun;
}

/** Why the household is written to now, where nobody said so by hand. */
export function reasonFor(facts: Facts, today: LocalDate): ReminderReason {
  const { home } = facts;
  if (home?.plan?.status === 'agreed') return 'instalment';
  if (home?.promises.some(({ status, due }) => status === 'open' && due < today))
    return 'promise-broken';
  const last = home?.touches.find(({ delivered }) => delivered);
  return last && last.stage === presentStage(facts, today) ? 'silence' : 'stage';
}

function purposeOf(reason: ReminderReason, { home }: Facts, today: LocalDate) {
  if (reason === 'instalment') return 'instalment' as const;
  const overdue = home !== null && demandable(home).some(({ due }) => due < today);
  return overdue ? ('reminder' as const) : ('pre-due' as const);
}

/** A promise whose day is over is broken whether or not a word about it may be said now. */
async function breakLapsed(tx: Tx, { home, estate }: Facts, today: LocalDate, now: Instant) {
  for (const promise of home?.promises ?? []) {
    if (promise.status !== 'open' || promise.due >= today) continue;
    await tx.promises.settle(promise.id, 'broken', now);
    await append(tx, {
      estateId: estate.id,
      at: now,
      type: 'promise-broken',
      householdId: promise.householdId,
      conversationId: null,
      body: { promise: promise.id },
    });
  }
}

/** Records why a reminder did not go out, and plans it again where a moment is known. */
async function withhold(
  { waves, replan }: World,
  tx: Tx,
  { id, estateId }: Conversation,
  { householdId, wave }: ReminderJob,
  reasons: readonly Withholding[],
  until: Instant | null,
  job: Job,
  now: Instant,
  gaveUp?: ScriptId,
): Promise<void> {
  await append(tx, {
    estateId,
    at: now,
    type: 'withheld',
    householdId,
    conversationId: id,
    body: { reasons, until, ...(gaveUp !== undefined && { gaveUp }) },
  });
  // A day that was named, or agreed to, is kept to without any wave.
  const agreed = reasons.some((one) => one === 'promise-pending' || one === 'plan-current');
  if (wave !== undefined && (until === null || agreed)) {
    await waves.settle(tx, wave, householdId, { to: 'withheld', reasons }, now);
    if (agreed) await replan(tx, householdId, now);
    return;
  }
  if (until === null) return;
  const waits: Settled = { to: 'ordered', reasons, until };
  if (wave !== undefined && !(await waves.settle(tx, wave, householdId, waits, now))) return;
  const dedup = reminderDedup(householdId);
  await tx.jobs.schedule({
    queue: REMINDER_QUEUE,
    key: job.key,
    dedup,
    runAt: until,
    payload: job.payload,
  });
}
