import { MINUTE_MS, later } from '#domain/time.ts';
import { EXPIRY_QUEUE } from '#ports/expiry-job.ts';
import { ALERT_QUEUE, COMMAND_QUEUE, POST_QUEUE } from '#ports/colleagues.ts';
import { ASK_QUEUE } from '#ports/ask-job.ts';
import { LIMITATION_QUEUE } from '#ports/limitation-job.ts';
import { LOOK_QUEUE } from '#ports/look-job.ts';
import { REMINDER_QUEUE } from '#ports/reminder-job.ts';
import { SILENCE_QUEUE } from '#ports/silence-job.ts';
import { WAVE_QUEUE } from '#ports/wave-keeper.ts';
import type { Job } from '#ports/store/jobs.ts';
import { askTurn } from './ask-turn.ts';
import { answerTurn } from './answer-turn.ts';
import { failTurn } from './failed-turn.ts';
import { lookTurn } from './look-turn.ts';
import { mediaTurn } from './media-turn.ts';
import { noticeTurn } from './notice-turn.ts';
import { MEDIA_QUEUE, NOTICE_QUEUE, TRANSFER_QUEUE, TURN_QUEUE, turnDedup } from './queue.ts';
import { reminderTurn } from './reminder-turn.ts';
import { transferTurn } from './transfer-turn.ts';
import { silenceTurn } from './silence-turn.ts';
import type { World } from './world.ts';

/** How many lanes run side by side. */
const LANES = 64;

/** How long a claimed job is ours; one of a process that died is taken up by another after that, or at the next start. */
const LEASE_MS = 5 * MINUTE_MS;

/**
 * Claims what is due and begins it: one job a conversation at a time, many conversations side by side.
 * @param inHand how many jobs of earlier rounds still run.
 * @returns the jobs' ends; none of them rejects but for a broken store.
 */
export async function beginRound(world: World, inHand = 0): Promise<Promise<void>[]> {
  const { store, clock } = world;
  if (inHand >= LANES) return [];
  const jobs = await store.write((tx) => tx.jobs.claim(clock.now(), LEASE_MS, LANES - inHand));
  return jobs.map(async (job) => work(world, job));
}

/**
 * Claims what is due and works it off.
 * @returns how many jobs ran.
 */
export async function workRound(world: World): Promise<number> {
  const begun = await beginRound(world);
  await Promise.all(begun);
  return begun.length;
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
    case LOOK_QUEUE:
      return lookTurn(world, job);
    case EXPIRY_QUEUE:
      return world.expire(job);
    case SILENCE_QUEUE:
      return silenceTurn(world, job);
    case ASK_QUEUE:
      return askTurn(world, job);
    case MEDIA_QUEUE:
      return mediaTurn(world, job);
    case TRANSFER_QUEUE:
      return transferTurn(world, job);
    case COMMAND_QUEUE:
    case ALERT_QUEUE:
    case POST_QUEUE:
      return world.colleagues.work(job);
    case WAVE_QUEUE:
      return world.waveRound(job);
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
