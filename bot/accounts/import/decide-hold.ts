import type { Household } from '#domain/household.ts';
import type { Tx } from '#ports/store/store.ts';
import { type HoldDesk, releaseIfClear } from './hold.ts';

/**
 * A person looked: the bills that vanished from a whole list are still owed, as of today. The hold ends.
 * @returns false when the home was not on hold.
 */
export async function stillOwes(
  tx: Tx,
  household: Household,
  by: string,
  { now, today, append }: HoldDesk,
): Promise<boolean> {
  for (const image of await tx.charges.images(household.id)) {
    if (image.missingIn === null) continue;
    await tx.charges.restore({ ...image, asOf: today, missingIn: null });
  }
  return releaseIfClear(tx, household, 'owes', by, { now, append });
}
