import { stillOwes } from '#accounts/import/decide-hold.ts';
import type { Instant } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import { append } from '#ledger/append.ts';
import type { Store } from '#ports/store/store.ts';
import { replan } from '#waves/replan.ts';

/**
 * A colleague says that what vanished from a whole list is owed all the same; reminders are planned again.
 * @returns the estate; null where the home was not on hold.
 */
export async function endHold(
  store: Store,
  householdId: string,
  by: string,
  now: Instant,
): Promise<string | null> {
  return store.write(async (tx) => {
    const household = await tx.households.byId(householdId);
    const estate = household && (await tx.estates.byId(household.estateId));
    if (!estate) return null;
    const today = dateAt(now, estate.timezone);
    if (!(await stillOwes(tx, household, by, { now, today, append }))) return null;
    await replan(tx, householdId, now);
    return estate.id;
  });
}
