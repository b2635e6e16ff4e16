import { type Instant, instant } from '#domain/time.ts';
import { officeLater } from '#policy/office-hours.ts';
import { SILENCE_QUEUE, silenceDedup } from '#ports/silence-job.ts';
import type { Tx } from '#ports/store/store.ts';
import type { AppendEntry } from './record.ts';
import { watchQueue } from './watch-queue.ts';
import { waitingSince } from './waiting.ts';

/** When a conversation goes back to its queue if its owner says nothing until then; null where nobody is kept waiting. */
async function silenceEnds(tx: Tx, conversationId: string): Promise<Instant | null> {
  const found = await tx.conversations.byId(conversationId);
  // On the phone nobody can be named, and the one who typed there may still be at it.
  if (found?.owner !== 'staff' || found.staffId === null) return null;
  const estate = await tx.estates.byId(found.estateId);
  const handoff = await tx.handoffs.open(conversationId);
  const since = await waitingSince(tx, found, handoff);
  if (!estate || since === null) return null;
  const from = instant(Math.max(since, handoff?.claimedAt ?? since));
  return officeLater(estate, from, estate.policy.answerMinutes);
}

/** Plans the look at an owner's silence anew, or calls it off; to be called after whatever may begin or end it. */
export async function watchSilence(tx: Tx, conversationId: string): Promise<void> {
  const runAt = await silenceEnds(tx, conversationId);
  const dedup = silenceDedup(conversationId);
  if (runAt === null) return tx.jobs.cancel(dedup);
  const job = { queue: SILENCE_QUEUE, key: conversationId, dedup, runAt, payload: '{}' };
  await tx.jobs.schedule(job);
}

/**
 * Returns a conversation to its queue when its owner has been silent for too long; else looks again when that may be.
 * @returns whether it went back.
 */
export async function returnIfSilent(
  tx: Tx,
  append: AppendEntry,
  conversationId: string,
  now: Instant,
): Promise<boolean> {
  const ends = await silenceEnds(tx, conversationId);
  if (ends === null) return false;
  if (ends > now) {
    await watchSilence(tx, conversationId);
    return false;
  }
  const found = await tx.conversations.byId(conversationId);
  const handoff = await tx.handoffs.open(conversationId);
  const owned =
    found && (await tx.conversations.changeOwner(conversationId, found.epoch, 'queue', null));
  if (!owned) return false;
  if (handoff) await tx.handoffs.setClaim(handoff.id, null, null);
  await append(tx, {
    estateId: found.estateId,
    at: now,
    type: 'returned',
    householdId: found.householdId,
    conversationId,
    body: { staffId: found.staffId, epoch: owned.epoch },
  });
  await watchQueue(tx, found.estateId, handoff?.urgent === true, now);
  return true;
}
