import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { readLimitation } from '#accounts/limitation.ts';
import type { Estate } from '#domain/estate.ts';
import type { ChargeLimitation } from '#domain/limitation.ts';
import type { Task } from '#domain/task.ts';
import { type Instant, addDays } from '#domain/time.ts';
import { dateAt, instantAt } from '#domain/zone.ts';
import { append } from '#ledger/append.ts';
import {
  type LimitationNotice,
  expiriesOf,
  noticeOf,
  watchedDue,
} from '#policy/limitation/notice.ts';
import { LIMITATION_QUEUE, type LimitationJob, limitationDedup } from '#ports/limitation-job.ts';
import type { Job } from '#ports/store/jobs.ts';
import type { Store, Tx } from '#ports/store/store.ts';

/** Before the office opens, so that the task is there with the first cup of tea; minutes since midnight. */
const BEFORE_OFFICE = 8 * 60 + 30;

const jobSchema = z.object({ estateId: z.string() }) satisfies z.ZodType<LimitationJob>;

/** Plans the look at an estate's periods; one that is planned already is moved to `at`. */
export async function planLimitationWatch(tx: Tx, estateId: string, at: Instant): Promise<void> {
  const payload: LimitationJob = { estateId };
  const dedup = limitationDedup(estateId);
  await tx.jobs.schedule({
    queue: LIMITATION_QUEUE,
    key: dedup,
    dedup,
    runAt: at,
    payload: JSON.stringify(payload),
  });
}

/**
 * Tells the office, once each, of the periods of an estate that run out within the days of notice, and takes back what
 * has been settled or interrupted since. Tomorrow's look is planned first, so that no failure ends the watch.
 * @returns the estate whose tasks changed, if any did.
 */
export async function watchLimitation(
  store: Store,
  job: Job,
  now: Instant,
): Promise<string | undefined> {
  const { estateId } = jobSchema.parse(JSON.parse(job.payload));
  const estate = await store.write(async (tx) => {
    const found = await tx.estates.byId(estateId);
    if (found) await planLimitationWatch(tx, estateId, nextMorning(found, now));
    return found;
  });
  let changed = false;
  for (const [householdId, told] of estate ? await householdsToLookAt(store, estate, now) : []) {
    if (estate && (await lookAt(store, estate, householdId, told, now))) changed = true;
  }
  await store.write((tx) => tx.jobs.finish(job.id, job.fence));
  return changed ? estateId : undefined;
}

function nextMorning({ timezone }: Estate, now: Instant): Instant {
  const today = dateAt(now, timezone);
  const morning = instantAt(today, BEFORE_OFFICE, timezone);
  return morning > now ? morning : instantAt(addDays(today, 1), BEFORE_OFFICE, timezone);
}

/** Households with a charge that may be near its end, or with a task that may be over; with their open tasks. */
async function householdsToLookAt(
  store: Store,
  { id, timezone }: Estate,
  now: Instant,
): Promise<Map<string, Task[]>> {
  const horizon = watchedDue(dateAt(now, timezone));
  return store.read(async (tx) => {
    const open = (await tx.tasks.open(id)).filter(({ kind }) => kind === 'limitation');
    const told = Map.groupBy(open, ({ householdId }) => householdId);
    for (const near of await tx.households.inArrears(id, horizon)) {
      if (!told.has(near.id)) told.set(near.id, []);
    }
    return told;
  });
}

/** @returns whether a task was opened or closed. */
async function lookAt(
  store: Store,
  estate: Estate,
  householdId: string,
  told: readonly Task[],
  now: Instant,
): Promise<boolean> {
  const today = dateAt(now, estate.timezone);
  const standings = await store.read(async (tx) => {
    const charges = await tx.charges.all(householdId);
    return readLimitation(tx, householdId, charges, estate, now);
  });
  const notices = standings.flatMap((one) => noticeOf(one, today) ?? []);
  const over = told.filter((task) => !stillHolds(task, standings, notices));
  if (notices.length === 0 && over.length === 0) return false;
  return store.write(async (tx) => {
    let changed = false;
    for (const { id, kind } of over) {
      if (!(await tx.tasks.close(id, null, now))) continue;
      const head = { estateId: estate.id, at: now, householdId, conversationId: null };
      await append(tx, { ...head, type: 'task-done', body: { task: id, kind, staffId: null } });
      changed = true;
    }
    for (const notice of notices) {
      changed = (await tell(tx, estate, householdId, notice, now)) || changed;
    }
    return changed;
  });
}

/** A task is over when its charge is paid, its day has moved, or a nearer notice has taken its place. */
function stillHolds(
  { chargeId, dueOn, notice }: Task,
  standings: readonly ChargeLimitation[],
  notices: readonly LimitationNotice[],
): boolean {
  const standing = standings.find((one) => one.chargeId === chargeId);
  const nearer = notices.some((one) => one.chargeId === chargeId && one.days < notice);
  return standing !== undefined && expiriesOf(standing).includes(dueOn) && !nearer;
}

async function tell(
  tx: Tx,
  estate: Estate,
  householdId: string,
  { chargeId, expiry, days }: LimitationNotice,
  now: Instant,
): Promise<boolean> {
  const id = randomUUID();
  const fresh = await tx.tasks.put({
    id,
    estateId: estate.id,
    householdId,
    chargeId,
    kind: 'limitation',
    queue: 'legal',
    dueOn: expiry,
    notice: days,
    openedAt: now,
    closedAt: null,
    closedBy: null,
  });
  if (!fresh) return false;
  await append(tx, {
    estateId: estate.id,
    at: now,
    type: 'task',
    householdId,
    conversationId: null,
    body: { task: id, kind: 'limitation', queue: 'legal', charge: chargeId, due: expiry, days },
  });
  return true;
}
