import { z } from 'zod';
import { addressee } from '#accounts/addressee.ts';
import { readFacts } from '#accounts/facts.ts';
import { waveStart } from '#accounts/wave-start.ts';
import { personNeeded } from '#policy/person-needed.ts';
import type { LookJob } from '#ports/look-job.ts';
import type { Job } from '#ports/store/jobs.ts';
import { callPerson } from './call-person.ts';
import { planTransfer } from './plan-transfer.ts';
import type { World } from './world.ts';

const payload = z.object({ householdId: z.string() }) satisfies z.ZodType<LookJob>;

/** Looks whether a part of a plan came, or a claim was checked in time; where not, a person is called. */
export async function lookTurn(world: World, job: Job): Promise<void> {
  const { store, clock } = world;
  const now = clock.now();
  const { householdId } = payload.parse(JSON.parse(job.payload));
  const queued = await store.write(async (tx) => {
    if (!(await tx.jobs.finish(job.id, job.fence))) return undefined;
    const target = await addressee(tx, householdId, now);
    if (!target) return undefined;
    const facts = await readFacts(tx, target, now, true);
    const needed = personNeeded(facts, now, await waveStart(tx, target.id));
    const called = needed?.how === 'hand-off' ? needed : null;
    if (called) {
      await callPerson(tx, target, facts, called, now);
      await planTransfer(world, tx, target, now);
    }
    await world.replan(tx, householdId, now);
    return called ? target : undefined;
  });
  if (!queued) return;
  world.changed({ topic: 'conversation', id: queued.id });
  world.changed({ topic: 'queue', id: queued.estateId });
}
