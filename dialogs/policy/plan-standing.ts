import { dueBy, totalOpen } from '#domain/arrears.ts';
import type { InstalmentPlan, PlanPart } from '#domain/commitment.ts';
import type { Policy } from '#domain/estate.ts';
import type { Charge } from '#domain/household.ts';
import { type Fen, fen, minusFen, sumFen } from '#domain/money.ts';
import { type LocalDate, addDays } from '#domain/time.ts';
import { FIRST_PART_DAYS } from './plan-offer.ts';

/** Where a plan stands by the books. */
export interface PlanStanding {
  /** What has come in since it was made. */
  readonly received: Fen;
  /** Parts not fully covered yet, each with what is left of it, the earliest first. */
  readonly open: readonly PlanPart[];
  /** The earliest part whose day has passed without its money. */
  readonly missed: PlanPart | null;
}

/**
 * Reads a plan against the charges it was made of: those that were due on its day, or in the time of the pre-due note.
 * Later charges are none of its business, and what was paid covers the earliest parts first.
 */
export function planStanding(
  { total, parts }: Pick<InstalmentPlan, 'total' | 'parts'>,
  charges: readonly Charge[],
  { preDueDays }: Pick<Policy, 'preDueDays'>,
  today: LocalDate,
): PlanStanding {
  const [first] = parts;
  const madeOn = addDays(first?.due ?? today, -FIRST_PART_DAYS);
  const due = dueBy(charges, madeOn);
  const left = totalOpen(due.length > 0 ? due : dueBy(charges, addDays(madeOn, preDueDays)));
  const received = fen(Math.max(0, minusFen(total, left)));
  const open = parts.flatMap((part, index) => {
    const until = sumFen(parts.slice(0, index + 1).map(({ amount }) => amount));
    const lacking = fen(Math.min(part.amount, minusFen(until, received)));
    return lacking > 0 ? [{ ...part, amount: lacking }] : [];
  });
  return { received, open, missed: open.find((part) => part.due < today) ?? null };
}
