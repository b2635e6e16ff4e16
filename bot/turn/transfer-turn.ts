import { later } from '#domain/time.ts';
import type { Job } from '#ports/store/jobs.ts';
import { TRANSFER_QUEUE } from './queue.ts';
import type { World } from './world.ts';

/** How long words that are still on their way are waited for. */
const WAIT_MS = 1000;

/**
 * Tells the channel who holds a conversation now. Our own last words leave first: once colleagues have it in their
 * client, the channel takes none of ours.
 * @throws Error when trying again may help; the worker does.
 */
export async function transferTurn(world: World, job: Job): Promise<void> {
  const { store, channel, report } = world;
  const found = await store.read(async (tx) => {
    const conversation = await tx.conversations.byId(job.key);
    const contact = conversation && (await tx.contacts.byId(conversation.contactId));
    if (!conversation || !contact) return undefined;
    const rows = await tx.outbox.of(conversation.id);
    const waits = rows.some(
      ({ status, epoch }) =>
        (status === 'queued' && epoch === conversation.epoch) || status === 'sending',
    );
    return { contact, waits, to: conversation.owner === 'bot' ? 'bot' : 'staff' } as const;
  });
  if (found?.waits === true) return again(world, job);
  if (found) {
    const done = await channel(found.contact.channel).transfer?.(found.contact.key, found.to);
    if (done?.outcome === 'failed') throw new Error(`the channel did not answer: ${done.reason}`);
    if (done?.outcome === 'refused') {
      report(new Error(`the channel keeps the conversation: ${done.reason}`), TRANSFER_QUEUE);
    }
  }
  await store.write((tx) => tx.jobs.finish(job.id, job.fence));
}

async function again({ store, clock }: World, job: Job): Promise<void> {
  const { id, fence, queue, key, dedup, payload } = job;
  await store.write(async (tx) => {
    if (!(await tx.jobs.finish(id, fence))) return;
    const runAt = later(clock.now(), WAIT_MS);
    await tx.jobs.schedule({ queue, key, dedup, runAt, payload });
  });
}
