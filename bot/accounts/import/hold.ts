import { randomUUID } from 'node:crypto';
import type { Household } from '#domain/household.ts';
import { minusFen, sumFen } from '#domain/money.ts';
import type { Instant, LocalDate } from '#domain/time.ts';
import type { AppendEntry } from '#ports/append-entry.ts';
import type { ChargeImage } from '#ports/store/households.ts';
import type { Tx } from '#ports/store/store.ts';

/** Why a home is no longer on hold. */
export type ReleaseReason = 'came-back' | 'owes' | 'paid' | 'undone';

/** When, on which day of the estate, and how it goes on record. */
export interface HoldDesk {
  readonly now: Instant;
  readonly today: LocalDate;
  readonly append: AppendEntry;
}

/**
 * Puts a home on hold whose bills a whole list left out: nothing is sent to it and nothing is taken for paid. A task
 * asks a person what happened.
 */
export async function hold(
  tx: Tx,
  { id: householdId, estateId }: Household,
  missing: readonly ChargeImage[],
  importId: string,
  { now, today, append }: HoldDesk,
): Promise<void> {
  const [first] = missing;
  if (!first) return;
  for (const { id } of missing) await tx.charges.setMissing(id, importId);
  await tx.households.setSuspended(householdId, true);
  const head = { estateId, at: now, householdId, conversationId: null };
  const open = sumFen(missing.map(({ amount, paid }) => minusFen(amount, paid)));
  const body = { import: importId, charges: missing.map(({ id }) => id), open };
  await append(tx, { ...head, type: 'hold', body });
  if ((await openTasks(tx, estateId, householdId)).length > 0) return;
  const id = randomUUID();
  const about = { id, estateId, householdId, chargeId: first.id, dueOn: today } as const;
  const what = { kind: 'vanished', queue: 'finance' } as const;
  const times = { openedAt: now, closedAt: null, closedBy: null };
  // One task a charge, day and notice: a list that was undone and booked again on one day asks again.
  let notice = 0;
  while (!(await tx.tasks.put({ ...about, ...what, ...times, notice }))) notice += 1;
  const told = { task: id, ...what, charge: first.id, due: today, days: 0 };
  await append(tx, { ...head, type: 'task', body: told });
}

/**
 * Ends the hold of a home once none of its bills is missing any more.
 * @returns false when it goes on, or there was none.
 */
export async function releaseIfClear(
  tx: Tx,
  { id: householdId, estateId, suspended }: Household,
  why: ReleaseReason,
  by: string | null,
  { now, append }: Pick<HoldDesk, 'now' | 'append'>,
): Promise<boolean> {
  const images = await tx.charges.images(householdId);
  if (images.some((one) => one.missingIn !== null && one.paid < one.amount)) return false;
  if (!suspended) return false;
  await tx.households.setSuspended(householdId, false);
  const head = { estateId, at: now, householdId, conversationId: null };
  await append(tx, { ...head, type: 'release', body: { why, by } });
  for (const { id, kind } of await openTasks(tx, estateId, householdId)) {
    await tx.tasks.close(id, by, now);
    await append(tx, { ...head, type: 'task-done', body: { task: id, kind, staffId: by } });
  }
  return true;
}

async function openTasks(tx: Tx, estateId: string, householdId: string) {
  const open = await tx.tasks.open(estateId);
  return open.filter((one) => one.householdId === householdId && one.kind === 'vanished');
}
