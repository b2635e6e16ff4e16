import { z } from 'zod';
import { gate } from '#policy/gate.ts';
import { nextReminderAt } from '#policy/next-reminder.ts';
import { nextLookAt } from '#policy/person-needed.ts';
import { isAgreed } from '#policy/agreed.ts';
import { presentStage } from '#policy/stage.ts';
import { dueBy } from '#domain/arrears.ts';
import { demandable } from '#domain/demandable.ts';
import type { Facts } from '#domain/facts.ts';
import { HOUR_MS, type Instant, addDays, later } from '#domain/time.ts';
import { dateAt, instantAt } from '#domain/zone.ts';
import { LOOK_QUEUE, type LookJob, lookDedup } from '#ports/look-job.ts';
import { REMINDER_QUEUE, type ReminderJob, reminderDedup } from '#ports/reminder-job.ts';
import type { Tx } from '#ports/store/store.ts';
import { endIfOver } from './keep-wave.ts';
import { type Party, partyOf } from './party.ts';

/**
 * Plans the one next reminder of a household, or calls it off when nothing is to be reminded of. The first reminder of
 * a household, and every formal one, is a person's order and never planned here (policy: stages); one that was ordered
 * stays ordered when it has to wait.
 * @param how `look` tries with the next contact window, so that a case that still rests is on record as resting.
 */
export async function replan(
  tx: Tx,
  householdId: string,
  now: Instant,
  how?: 'look' | 'open-question',
): Promise<void> {
  const dedup = reminderDedup(householdId);
  const planned = await tx.jobs.ready(dedup);
  const order = planned ? orderSchema.parse(JSON.parse(planned.payload)) : NO_ORDER;
  const party = await partyOf(tx, householdId, now);
  await planLook(tx, householdId, party, now);
  const { approvedBy: ordered, wave } = await standing(tx, householdId, order, party, now);
  // A wave that has a household writes first; what follows is planned once its word left, or was given up.
  if (wave === undefined && (await isHeld(tx, householdId, party, now))) {
    return tx.jobs.cancel(dedup);
  }
  const asks = how === 'open-question' && ordered === null;
  const word = party && asks ? followUpAt(party, now) : null;
  const at =
    word ?? (party && dueAt(party, now, ordered !== null, how === 'look' ? how : undefined));
  if (!party || at === null || at === undefined) {
    if (wave !== undefined) await giveUp(tx, wave, householdId, party, now);
    return tx.jobs.cancel(dedup);
  }
  const reason = word === null ? null : 'open-question';
  const ofWave = wave !== undefined && { wave };
  const payload: ReminderJob = { householdId, approvedBy: ordered, reason, ...ofWave };
  await tx.jobs.schedule({
    queue: REMINDER_QUEUE,
    key: party.conversation.id,
    dedup,
    runAt: at,
    payload: JSON.stringify(payload),
  });
}

/** Plans the look whether a person is needed, or calls it off; it never sends anything. */
async function planLook(
  tx: Tx,
  householdId: string,
  party: Party | undefined,
  now: Instant,
): Promise<void> {
  const dedup = lookDedup(householdId);
  const at = party ? nextLookAt(party.facts, now) : null;
  if (!party || at === null) return tx.jobs.cancel(dedup);
  const payload: LookJob = { householdId };
  await tx.jobs.schedule({
    queue: LOOK_QUEUE,
    key: party.conversation.id,
    dedup,
    runAt: at,
    payload: JSON.stringify(payload),
  });
}

/** When silence on an open question may be met with one word: after the usual rest, as the gate allows. */
function followUpAt({ facts, begun }: Party, now: Instant): Instant | null {
  const { policy, timezone } = facts.estate;
  const at = later(now, policy.gapHours * HOUR_MS);
  const wave = begun === null ? {} : { waveStart: begun };
  const overdue = dueBy(
    facts.home ? demandable(facts.home) : [],
    addDays(dateAt(at, timezone), -1),
  );
  const purpose = overdue.length > 0 ? 'reminder' : 'pre-due';
  const verdict = gate({ facts, purpose, now: at, ...wave });
  return verdict.allowed ? at : verdict.until;
}

const orderSchema = z.object({
  approvedBy: z.string().nullable(),
  wave: z.string().exactOptional(),
});
type Order = z.infer<typeof orderSchema>;
const NO_ORDER: Order = { approvedBy: null };

/** The order as it still stands: once a household named a day or agreed to a plan, that is kept to, and no wave has it. */
async function standing(
  tx: Tx,
  householdId: string,
  order: Order,
  party: Party | undefined,
  now: Instant,
): Promise<Order> {
  if (order.wave === undefined || !party || !isAgreed(party.facts)) return order;
  await giveUp(tx, order.wave, householdId, party, now);
  return NO_ORDER;
}

/** Whether a wave has the household; one that named a day, or agreed to a plan, is let go. */
async function isHeld(
  tx: Tx,
  householdId: string,
  party: Party | undefined,
  now: Instant,
): Promise<boolean> {
  const waves = await tx.waves.holding(householdId);
  if (waves.length === 0) return false;
  if (!party || !isAgreed(party.facts)) return true;
  for (const wave of waves) await giveUp(tx, wave, householdId, party, now);
  return false;
}

/** The wave's word to a household is given up, for the reasons the gate has. */
async function giveUp(
  tx: Tx,
  wave: string,
  householdId: string,
  party: Party | undefined,
  now: Instant,
): Promise<void> {
  const verdict = party && gate({ facts: party.facts, purpose: 'reminder', now });
  const reasons = verdict?.allowed === false ? verdict.reasons : [party ? 'paid' : 'unverified'];
  const told = { reasons, until: null };
  await tx.waves.moveHome(wave, householdId, ['waiting', 'ordered', 'made'], 'withheld', told);
  await endIfOver(tx, wave, now);
}

function dueAt(
  { facts, conversation, begun: wave }: Party,
  now: Instant,
  ordered: boolean,
  how: 'look' | undefined,
): Instant | null {
  const { timezone, policy } = facts.estate;
  const today = dateAt(now, timezone);
  const next = nextReminderAt(facts, now, wave);
  if (next === null) return null;
  if (how === 'look') return instantAt(addDays(today, 1), policy.windowFrom, timezone);
  const begun = isBegun(facts) || presentStage(facts, today) === 'pre-due';
  const formal = presentStage(facts, today) === 'formal';
  // A day that the resident named, or agreed to, is kept to at every stage.
  if (ordered || isAgreed(facts)) return next;
  return begun && !formal ? afterTheTalk(facts, conversation, next) : null;
}

/** Whether the bot wrote to the household before; what a colleague wrote begins no reminders. */
function isBegun({ home }: Facts): boolean {
  return home?.touches.some(({ script, stage }) => script !== null || stage !== null) === true;
}

/** Whom one has just talked with is not reminded on top of it. */
function afterTheTalk(facts: Facts, conversation: Party['conversation'], next: Instant): Instant {
  const { lastAt, lastInbound, epoch } = conversation;
  const talked = lastInbound > 0 || epoch > 0;
  if (!talked) return next;
  const rested = later(lastAt, facts.estate.policy.gapHours * HOUR_MS);
  return rested > next ? rested : next;
}
