import { z } from 'zod';
import type { Estate } from '#domain/estate.ts';
import { type Instant, addDays, addMonths } from '#domain/time.ts';
import { dateAt, instantAt } from '#domain/zone.ts';
import { EXPIRY_QUEUE, type ExpiryJob, expiryDedup } from '#ports/expiry-job.ts';
import type { Job } from '#ports/store/jobs.ts';
import type { Store, Tx } from '#ports/store/store.ts';
import { eraseWords, lastSettled, limitsOfHome } from './erase.ts';

/** While the office sleeps; minutes since midnight. */
const AT_NIGHT = 3 * 60 + 30;

const jobSchema = z.object({ estateId: z.string() }) satisfies z.ZodType<ExpiryJob>;
const ORDER = { reason: 'expired', by: 'expiry' } as const;

/** Plans the look at an estate's words; one that is planned already is moved to the next night. */
export async function planExpiry(tx: Tx, { id, timezone }: Estate, now: Instant): Promise<void> {
  const payload: ExpiryJob = { estateId: id };
  const today = dateAt(now, timezone);
  const tonight = instantAt(today, AT_NIGHT, timezone);
  const dedup = expiryDedup(id);
  await tx.jobs.schedule({
    queue: EXPIRY_QUEUE,
    key: dedup,
    dedup,
    runAt: tonight > now ? tonight : instantAt(addDays(today, 1), AT_NIGHT, timezone),
    payload: JSON.stringify(payload),
  });
}

/**
 * Erases the words of conversations whose retention is over: so many years (`chatYears`) after the last contact and the
 * last settlement, while nothing is open. Tomorrow's look is planned first, so that no failure ends the watch.
 * @returns digests of the files that go with `removeMedia`.
 */
export async function expire(store: Store, job: Job, now: Instant): Promise<string[]> {
  const files: string[] = [];
  const { estateId } = jobSchema.parse(JSON.parse(job.payload));
  const estate = await store.write(async (tx) => {
    const found = await tx.estates.byId(estateId);
    if (found) await planExpiry(tx, found, now);
    return found;
  });
  if (estate) {
    const { timezone, policy } = estate;
    const day = addMonths(dateAt(now, timezone), -12 * policy.chatYears);
    const before = instantAt(day, 0, timezone);
    const silent = await store.read((tx) => tx.personal.silentSince(estateId, before));
    for (const id of silent) {
      files.push(...(await store.write((tx) => expireOne(tx, id, estate, before, now))));
    }
  }
  await store.write((tx) => tx.jobs.finish(job.id, job.fence));
  return files;
}

async function expireOne(
  tx: Tx,
  conversationId: string,
  estate: Estate,
  before: Instant,
  now: Instant,
): Promise<readonly string[]> {
  const conversation = await tx.conversations.byId(conversationId);
  if (conversation?.owner !== 'bot' || conversation.lastAt >= before) return [];
  const { householdId, contactId } = conversation;
  if (householdId !== null) {
    const settled = await lastSettled(tx, householdId);
    if (settled !== null && settled >= before) return [];
    if ((await limitsOfHome(tx, householdId, estate, now)).length > 0) return [];
  }
  const tied = (await tx.bindings.of(contactId)).length > 0;
  if (!tied) await tx.personal.eraseContact(contactId, now);
  const scope = tied ? 'words' : 'contact';
  return (await eraseWords(tx, conversation, scope, ORDER, now)).files;
}
