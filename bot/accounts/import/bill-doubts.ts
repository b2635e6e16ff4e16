import { formatYuan, fen, minusFen } from '#domain/money.ts';
import { type LocalDate, addMonths } from '#domain/time.ts';
import type { Cell } from '../sheet/sheet.ts';
import type { BillRow } from './bill-row.ts';
import { monthsIn } from './day-grammar.ts';
import type { RowCells } from './row-cells.ts';
import type { WrittenMoney } from './row-money.ts';
import type { RowNote } from './row-note.ts';

/** General limitation of claims (Civil Code, article 188). */
const LIMITATION_MONTHS = 36;

/** A part of a month more or less, or a rounded area, is no mistake. */
const TOLERATED = 0.1;

/** What makes one wonder about a bill that can be read; `asOf` is the day the figures are of, where it is known. */
export function billDoubts(
  cells: RowCells,
  bill: BillRow,
  written: WrittenMoney,
  asOf: LocalDate | null,
): RowNote[] {
  const notes: RowNote[] = [];
  const { period, due, amount, paid } = bill;
  const column = cells.header.columns.has('period') ? 'period' : 'from';
  if (asOf !== null && period.from > asOf.slice(0, 7)) {
    notes.push({ code: 'W_FUTURE', column, value: cells.text(column) });
  }
  if (asOf !== null && addMonths(due, LIMITATION_MONTHS) < asOf && minusFen(amount, paid) > 0) {
    const where = cells.at('due') === null ? column : 'due';
    notes.push({ code: 'W_OLD', column: where, value: due });
  }
  const expected = calculated(cells, bill, written);
  if (expected !== undefined) {
    notes.push({ code: 'W_CALCULATION', column: 'amount', value: formatYuan(fen(expected)) });
  }
  return notes;
}

/**
 * What area, price and months make, in fen, where it is far from the sum due. A fee by the month knows no area, and an
 * empty home may pay less.
 */
function calculated(
  { at }: RowCells,
  { period, occupancy }: BillRow,
  { amount }: WrittenMoney,
): number | undefined {
  const [area, price] = [numberOf(at('area')), numberOf(at('price'))];
  if (area === undefined || price === undefined || amount === null) return undefined;
  const byMonth = Math.round(price * 100 * monthsIn(period));
  const expected = Math.round(area * price * 100 * monthsIn(period));
  const isReduced =
    (occupancy === 'vacant' || occupancy === 'not-handed-over') && amount < expected;
  if (!Number.isSafeInteger(expected) || amount === byMonth || isReduced) return undefined;
  return Math.abs(expected - amount) > expected * TOLERATED ? expected : undefined;
}

const LEADING_NUMBER = /^\d+(?:\.\d+)?/u;

/** Areas and prices may have more decimals than sums, and a unit behind them; zero says nothing. */
function numberOf(cell: Cell): number | undefined {
  const value = Number(LEADING_NUMBER.exec(String(cell ?? '').normalize('NFKC'))?.[0] ?? 0);
  return value > 0 ? value : undefined;
}
