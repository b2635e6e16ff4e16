import type { HouseholdFacts } from '#domain/facts.ts';
import { type LocalDate, daysBetween } from '#domain/time.ts';
import type { AccountHint } from '#ports/perceive.ts';

const YEAR_DAYS = 365.25;

/** What the books of a household tell perception; no sum, no name. */
export function accountHint({ household, charges }: HouseholdFacts, today: LocalDate): AccountHint {
  const [oldest] = charges.map(({ due }) => due).toSorted();
  return {
    empty: household.occupancy === 'vacant' || household.occupancy === 'not-handed-over',
    owing: charges.length > 0,
    overdueYears: oldest === undefined ? 0 : Math.max(0, daysBetween(oldest, today)) / YEAR_DAYS,
  };
}
