import { MINUTE_MS, later } from '#domain/time.ts';
import { LIMITATION_QUEUE } from '#ports/limitation-job.ts';
import { REMINDER_QUEUE } from '#ports/reminder-job.ts';
import type { Job } from '#ports/store/jobs.ts';
import { answerTurn } from './answer-turn.ts';
import { failTurn } from './failed-turn.ts';
import { noticeTurn } from './notice-turn.ts';
import { NOTICE_QUEUE, TURN_QUEUE, turnDedup } from './queue.ts';
import { reminderTurn } from './reminder-turn.ts';
import type { World } from './world.ts';

/** How many lanes run side by side. */
const LANES = 64;

/** How long a claimed job is ours; a process that dies gives it up at the next start. */
const LEASE_MS = 5 * MINUTE_MS;

/**
 * Claims what is due and works it off: one job a conversation at a time, many conversations side by side.
 * @returns how many jobs ran.
 */
export async function workRound(world: World): Promise<number> {
  const { store, clock } = world;
  const jobs = await store.write((tx) => tx.jobs.claim(clock.now(), LEASE_MS, LANES));
  await Promise.all(jobs.map(async (job) => work(world, job)));
  return jobs.length;
}

async function work(world: World, job: Job): Promise<void> {
  try {
    await run(world, job);
  } catch (error) {
    world.report(error, `${job.queue} job`);
    await failTurn(world, job, error);
  }
}

async function run(world: World, job: Job): Promise<void> {
  switch (job.queue) {
    case TURN_QUEUE:
      if ((await answerTurn(world, job)) === 'stale') await again(world, job);
      return;
    case REMINDER_QUEUE:
      return reminderTurn(world, job);
    case NOTICE_QUEUE:
      return noticeTurn(world, job);
    case LIMITATION_QUEUE:
      return world.watchLimitation(job);
    default:
      throw new Error(`no worker knows the queue ${job.queue}`);
  }
}

/** A turn that was overtaken: the newer message's own job answers both; where none waits, it runs again. */
async function again({ store, clock }: World, job: Job): Promise<void> {
  const now = clock.now();
  await store.write(async (tx) => {
    if (!(await tx.jobs.finish(job.id, job.fence))) return;
    if (await tx.jobs.ready(turnDedup(job.key))) return;
    const { queue, key, dedup, payload } = job;
    await tx.jobs.schedule({ queue, key, dedup, runAt: later(now, 0), payload });
  });
}
