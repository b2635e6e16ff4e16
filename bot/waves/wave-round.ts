import { z } from 'zod';
import { HOUR_MS, type Instant, later } from '#domain/time.ts';
import { reminderDedup } from '#ports/reminder-job.ts';
import type { Job } from '#ports/store/jobs.ts';
import type { Store, Tx } from '#ports/store/store.ts';
import type { Wave } from '#ports/store/waves.ts';
import type { WaveJob } from '#ports/wave-keeper.ts';
import { endIfOver } from './keep-wave.ts';
import { orderReminder } from './order-reminder.ts';
import { planWaveRound } from './plan-wave-round.ts';
import { replan } from './replan.ts';

/** Households that one round orders, so that no transaction of a large wave holds up the conversations. */
const ROUND = 50;

/** How often a running wave is looked at while nothing is left to order. */
const LOOK_MS = HOUR_MS;

const jobSchema = z.object({ wave: z.string() }) satisfies z.ZodType<WaveJob>;

/** Takes up the waves that an earlier process left: running ones, and stopped ones whose households are not let go yet. */
export async function takeUpWaves(tx: Tx, now: Instant): Promise<void> {
  for (const { id } of await tx.waves.inState('running')) await planWaveRound(tx, id, now);
  for (const { id } of await tx.waves.inState('stopped')) {
    if ((await tx.waves.at(id, 'stopping', 1)).length > 0) await planWaveRound(tx, id, now);
  }
}

/**
 * One round of a wave, all of it or nothing: a running one orders some of its reminders, and ends when nothing is open; a
 * stopped one lets go of some of its households.
 * @returns the estate, for a hint.
 */
export async function waveRound(store: Store, job: Job, now: Instant): Promise<string | undefined> {
  const { wave: id } = jobSchema.parse(JSON.parse(job.payload));
  return store.write(async (tx) => {
    if (!(await tx.jobs.finish(job.id, job.fence))) return undefined;
    const wave = await tx.waves.byId(id);
    if (wave?.state === 'running') await run(tx, wave, now);
    if (wave?.state === 'stopped') await letGo(tx, wave, now);
    return wave?.estateId;
  });
}

async function run(tx: Tx, wave: Wave, now: Instant): Promise<void> {
  const { id } = wave;
  const homes = await tx.waves.at(id, 'waiting', ROUND);
  for (const householdId of homes) await order(tx, wave, householdId, now);
  if (homes.length === ROUND) return planWaveRound(tx, id, now);
  // A reminder that failed for good, or that another order took the place of, is not waited for.
  for (const householdId of await tx.waves.lost(id)) {
    await tx.waves.moveHome(id, householdId, ['ordered'], 'overtaken', NOTHING);
  }
  await endIfOver(tx, id, now);
  if (await tx.waves.isOpen(id)) await planWaveRound(tx, id, later(now, LOOK_MS));
}

const NOTHING = { reasons: [], until: null };

async function order(tx: Tx, wave: Wave, householdId: string, now: Instant): Promise<void> {
  const { id, orderedBy } = wave;
  const household = await tx.households.byId(householdId);
  // Of two waves the first has a household; the second is told so.
  const others = (await tx.waves.holding(householdId)).filter((other) => other !== id);
  const reasons = others.length > 0 ? ['in-wave'] : ['unverified'];
  if (!household || orderedBy === null || others.length > 0) {
    await tx.waves.moveHome(id, householdId, ['waiting'], 'withheld', { reasons, until: null });
    return;
  }
  await tx.waves.moveHome(id, householdId, ['waiting'], 'ordered', NOTHING);
  await orderReminder(tx, householdId, orderedBy, now, id);
}

/**
 * Households that a stopped wave did not reach go on as if it had never been: with nothing where nobody wrote to them
 * before, at their own pace where somebody did. That pace begins with a rest, so that stopping sends nothing.
 */
async function letGo(tx: Tx, { id, estateId }: Wave, now: Instant): Promise<void> {
  const estate = await tx.estates.byId(estateId);
  const homes = await tx.waves.at(id, 'stopping', ROUND);
  for (const householdId of homes) {
    await tx.waves.moveHome(id, householdId, ['stopping'], 'stopped', NOTHING);
    await replan(tx, householdId, now);
    const next = await tx.jobs.ready(reminderDedup(householdId));
    const rest = later(now, (estate?.policy.gapHours ?? 48) * HOUR_MS);
    if (next && next.runAt < rest) await tx.jobs.schedule({ ...next, runAt: rest });
  }
  if (homes.length === ROUND) await planWaveRound(tx, id, now);
}
