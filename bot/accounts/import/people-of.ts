import type { Household } from '#domain/household.ts';
import type { BillRow } from './bill-row.ts';
import { mayBeSameOwner } from './owner-grammar.ts';

/**
 * Who belongs to a home. A workbook that leaves somebody out does not take them from the books, but a phone stays with
 * its owner only.
 */
export function peopleOf(
  bills: readonly BillRow[],
  known: Household | undefined,
): Pick<Household, 'owner' | 'phone' | 'occupancy'> {
  const named = bills.find(({ owner }) => owner !== '')?.owner;
  const owner = named ?? known?.owner ?? '';
  const isTheirs = (of: string) => of === '' || mayBeSameOwner(of, owner);
  const written = bills.find((bill) => bill.phone !== null && isTheirs(bill.owner))?.phone;
  const kept = known && (named === undefined || mayBeSameOwner(known.owner, named));
  const occupancy = bills[0]?.occupancy ?? known?.occupancy ?? 'occupied';
  return { owner, phone: written ?? (kept ? known.phone : null), occupancy };
}
