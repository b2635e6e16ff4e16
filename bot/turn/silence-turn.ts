import { append } from '#ledger/append.ts';
import { returnIfSilent } from '#handoff/silence.ts';
import type { Job } from '#ports/store/jobs.ts';
import type { World } from './world.ts';

/** Looks whether the owner of a conversation left a resident without a word for too long. */
export async function silenceTurn({ store, clock, changed }: World, job: Job): Promise<void> {
  const returned = await store.write(async (tx) => {
    if (!(await tx.jobs.finish(job.id, job.fence))) return false;
    return returnIfSilent(tx, append, job.key, clock.now());
  });
  if (!returned) return;
  changed({ topic: 'conversation', id: job.key });
  changed({ topic: 'queue', id: job.key });
}
