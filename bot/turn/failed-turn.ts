import { append } from '#ledger/append.ts';
import { handOff } from '#handoff/hand-off.ts';
import { answerBy } from '#policy/answer-by.ts';
import { dateAt } from '#domain/zone.ts';
import { MINUTE_MS, later } from '#domain/time.ts';
import type { Job } from '#ports/store/jobs.ts';
import { planTransfer } from './plan-transfer.ts';
import { TURN_QUEUE } from './queue.ts';
import type { World } from './world.ts';

/** Failures in a row after which a person takes the conversation. */
const PATIENCE = 2;

/** A failed turn changed nothing. It is counted, tried once more, and then goes to staff with the words unanswered. */
export async function failTurn(world: World, job: Job, error: unknown): Promise<void> {
  const { store, clock, changed } = world;
  const now = clock.now();
  const why = error instanceof Error ? error.name : 'thrown';
  const handed = await store.write(async (tx) => {
    const conversation =
      job.queue === TURN_QUEUE ? await tx.conversations.byId(job.key) : undefined;
    if (!conversation) {
      await tx.jobs.retry(job.id, job.fence, later(now, MINUTE_MS), why);
      return undefined;
    }
    const failures = conversation.failures + 1;
    await tx.conversations.setFailures(conversation.id, failures);
    await tx.jobs.retry(job.id, job.fence, now, why);
    if (failures < PATIENCE || conversation.owner !== 'bot') return undefined;
    const estate = await tx.estates.byId(conversation.estateId);
    const timezone = estate?.timezone ?? 'Asia/Shanghai';
    const request = {
      reason: 'not-understood',
      queue: 'service',
      urgent: false,
      summary: '',
    } as const;
    const by = answerBy(dateAt(now, timezone));
    await handOff(tx, append, conversation, { ...request, answerBy: by, timezone }, now);
    await planTransfer(world, tx, conversation, now);
    return conversation.estateId;
  });
  if (handed !== undefined) changed({ topic: 'queue', id: handed });
}
