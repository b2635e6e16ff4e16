import { type Instant, MINUTE_MS } from '#domain/time.ts';
import type { Channel, SendOutcome } from '#ports/channel.ts';
import type { StaffPost } from '#ports/store/group.ts';
import type { Job } from '#ports/store/jobs.ts';
import type { GroupParts } from './group-parts.ts';
import { planPost } from './post.ts';

/** How long news for colleagues wait for their channel; after that the console knows better. */
const FRESH_MS = 30 * MINUTE_MS;

/**
 * Sends a message to colleagues, once: one that was handed over by a process that is gone may have arrived and is not
 * repeated.
 */
export async function sendPost(parts: GroupParts, job: Job): Promise<void> {
  const { store, clock } = parts;
  const ready = await store.write((tx) => tx.staffPosts.byId(job.payload));
  if (ready?.status === 'queued') {
    const channel = parts.channel(ready.channel);
    if (await waits(parts, job, ready, channel)) return;
    const now = clock.now();
    await store.write((tx) => tx.staffPosts.move(ready.id, 'queued', 'sending', now));
    const sent = await handOver(channel, ready);
    await store.write(async (tx) => {
      const reason = sent.outcome === 'accepted' ? undefined : sent.reason;
      await tx.staffPosts.move(ready.id, 'sending', sent.outcome, clock.now(), reason);
      await tx.jobs.finish(job.id, job.fence);
    });
    return;
  }
  await store.write(async (tx) => {
    await tx.staffPosts.move(job.payload, 'sending', 'unknown', clock.now(), 'process-ended');
    await tx.jobs.finish(job.id, job.fence);
  });
}

/** Keeps a message for a channel that is coming back. @returns whether it does not leave now. */
async function waits(
  { store, clock }: GroupParts,
  job: Job,
  post: StaffPost,
  channel: Channel,
): Promise<boolean> {
  const now = clock.now();
  const permission = channel.canSend(post.address, false, now);
  if (permission.ok) return false;
  const { retryAt, reason } = permission;
  await store.write(async (tx) => {
    if (!(await tx.jobs.finish(job.id, job.fence))) return;
    if (retryAt !== undefined && isFresh(post, now)) await planPost(tx, post, retryAt);
    else await tx.staffPosts.move(post.id, 'queued', 'stale', now, reason);
  });
  return true;
}

function isFresh({ createdAt }: StaffPost, now: Instant): boolean {
  return now - createdAt < FRESH_MS;
}

/** A channel that throws has not said whether the message left. */
async function handOver(
  channel: Channel,
  { id, address, isRoom, text }: StaffPost,
): Promise<SendOutcome> {
  try {
    if (!isRoom) {
      return await channel.send({ contact: address, text, idempotencyKey: id, proactive: false });
    }
    const sent = await channel.sendToRoom?.({ room: address, text, idempotencyKey: id });
    return sent ?? { outcome: 'rejected', reason: 'no-rooms' };
  } catch (error) {
    return { outcome: 'unknown', reason: error instanceof Error ? error.name : 'thrown' };
  }
}
