import type { Charge } from '#domain/household.ts';
import type { BasisLine } from '#domain/speech.ts';
import { type Fen, fen } from '#domain/money.ts';

/** Hundredths of a square metre times ten-thousandths of a yuan, in fen. */
const PER_FEN = 10_000;

/** Months of a period, both ends included. */
export function monthsIn({ from, to }: Pick<Charge, 'from' | 'to'>): number {
  const index = (month: string) => {
    const [year = 0, number = 0] = month.split('-').map(Number);
    return year * 12 + number;
  };
  return index(to) - index(from) + 1;
}

/**
 * How each charge comes about: area × rate × months. Null unless the books have the basis of every one and it gives
 * the charge to the fen, reckoned at once or month by month: a sum is never explained by figures that do not make it.
 */
export function basisLines(charges: readonly Charge[]): BasisLine[] | null {
  const lines: BasisLine[] = [];
  for (const { item, from, to, amount, basis } of charges) {
    if (!basis) return null;
    const months = monthsIn({ from, to });
    if (!reckoned(basis.area, basis.rate, months).includes(amount)) return null;
    lines.push({ item, from, to, area: basis.area, rate: basis.rate, months, amount });
  }
  return lines.length > 0 ? lines : null;
}

/** Reckoned at once or month by month; half a fen goes up or is dropped. */
function reckoned(area: number, rate: number, months: number): Fen[] {
  const month = (area * rate) / PER_FEN;
  const whole = (area * rate * months) / PER_FEN;
  return [Math.round(whole), Math.floor(whole), Math.round(month) * months].map(fen);
}
