import { type Fen, minusFen, sumFen } from './money.ts';
import type { Charge } from './household.ts';
import { type LocalDate, daysBetween } from './time.ts';
import type { Months } from './speech.ts';

/** What is still open of a charge. */
export function openAmount(charge: Pick<Charge, 'amount' | 'paid'>): Fen {
  return minusFen(charge.amount, charge.paid);
}

/** The charges with something open whose due day is on or before `day`, oldest first. */
export function dueBy(charges: readonly Charge[], day: LocalDate): Charge[] {
  return charges
    .filter((charge) => charge.due <= day && openAmount(charge) > 0)
    .toSorted((a, b) => a.due.localeCompare(b.due) || a.from.localeCompare(b.from));
}

/** The sum of what is open of these charges. */
export function totalOpen(charges: readonly Charge[]): Fen {
  return sumFen(charges.map(openAmount));
}

/** Days since the oldest of these charges fell due; 0 or less when none is overdue. */
export function daysOverdue(charges: readonly Charge[], today: LocalDate): number {
  return Math.max(0, ...charges.map((charge) => daysBetween(charge.due, today)));
}

/** The billing periods of these charges in order; those that follow each other without a gap are one. */
export function periodsOf(charges: readonly Charge[]): Months[] {
  const merged: Months[] = [];
  for (const { from, to } of charges.toSorted((a, b) => a.from.localeCompare(b.from))) {
    const last = merged.at(-1);
    if (last && from <= monthAfter(last.to)) {
      merged[merged.length - 1] = { from: last.from, to: to > last.to ? to : last.to };
    } else merged.push({ from, to });
  }
  return merged;
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const next = number === 12 ? [year + 1, 1] : [year, number + 1];
  return `${next[0]}-${String(next[1]).padStart(2, '0')}`;
}

/** Whether figures as of `asOf` are older than `days` on `today`; a live ledger gives `asOf` of today. */
export function isOlderThan(asOf: LocalDate, today: LocalDate, days: number): boolean {
  return daysBetween(asOf, today) > days;
}
