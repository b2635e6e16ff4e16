import type { PlanPart } from '#domain/commitment.ts';
import type { Policy } from '#domain/estate.ts';
import { type Fen, splitFen } from '#domain/money.ts';
import { type LocalDate, addDays, addMonths } from '#domain/time.ts';

/** Days until the first part is due. */
const FIRST_PART_DAYS = 7;

/**
 * The instalment plan that the estate's table allows: equal parts a month apart, exact to the fen.
 * @returns null when the table does not allow it: fewer than two parts, too many, or too small ones.
 */
export function offerPlan(
  total: Fen,
  parts: number,
  policy: Policy,
  today: LocalDate,
): PlanPart[] | null {
  if (!Number.isInteger(parts) || parts < 2 || parts > policy.maxInstalments) return null;
  const amounts = splitFen(total, parts);
  if (amounts.some((amount) => amount < policy.minInstalment)) return null;
  const first = addDays(today, FIRST_PART_DAYS);
  return amounts.map((amount, index) => ({ n: index + 1, due: addMonths(first, index), amount }));
}
