import { MINUTE_MS, type Instant, later } from '#domain/time.ts';
import { ALERT_QUEUE, alertDedup } from '#ports/colleagues.ts';
import type { Tx } from '#ports/store/store.ts';

/** How long news of the queue are gathered before colleagues are told; what is urgent does not wait. */
export const GATHER_MS = MINUTE_MS;

/** Has colleagues told in their group that somebody waits for a person; nothing where the estate has none. */
export async function watchQueue(
  tx: Tx,
  estateId: string,
  isUrgent: boolean,
  now: Instant,
): Promise<void> {
  if ((await tx.staffGroups.of(estateId)).length === 0) return;
  await lookAt(tx, estateId, isUrgent ? now : later(now, GATHER_MS));
}

/** Plans a look at the queue, unless an earlier one is planned. */
export async function lookAt(tx: Tx, estateId: string, runAt: Instant): Promise<void> {
  const dedup = alertDedup(estateId);
  const planned = await tx.jobs.ready(dedup);
  if (planned && planned.runAt <= runAt) return;
  await tx.jobs.schedule({ queue: ALERT_QUEUE, key: dedup, dedup, runAt, payload: estateId });
}
