import type { Sheet } from '../sheet/sheet.ts';
import { readAmount } from './amount-grammar.ts';
import { COLUMNS, type Column, type Header, plainTitle } from './header.ts';
import { MONEY_COLUMNS } from './merged-rows.ts';
import { readPeriod } from './period-grammar.ts';
import type { DayOrder, Unit } from './read-as.ts';

/** How a sheet was read, for somebody to look at and correct. */
export interface SheetLook {
  readonly sheet: string;
  readonly read: boolean;
  /** The row of its titles, counted from 1. */
  readonly headerRow: number;
  /** Found by its titles, remembered from an earlier file, or said by somebody. */
  readonly by: 'found' | 'remembered' | 'given';
  readonly days: DayOrder;
  readonly unit: Unit;
  readonly columns: readonly {
    readonly title: string;
    readonly field: Column | null;
    readonly samples: readonly string[];
  }[];
}

/** Columns and values of each that are shown. */
const MOST_COLUMNS = 60;
const SAMPLES = 3;

/** Rows by which it is judged whether a column holds what it is said to hold. */
const JUDGED = 50;

/** No bill of a home comes to more; a number of a telephone does. In fen. */
const MOST_SUM = 1_000_000_000;

/** The columns of a sheet below its header, with what they are read as. */
export function columnsOf(
  { rows }: Sheet,
  headerRow: number,
  header: Header | undefined,
): SheetLook['columns'] {
  const titles = rows[headerRow - 1] ?? [];
  const below = rows.slice(headerRow, headerRow + JUDGED);
  const width = Math.min(MOST_COLUMNS, Math.max(titles.length, ...below.map((row) => row.length)));
  return Array.from({ length: width }, (_none, at) => {
    const filled = below.map((row) => row[at] ?? null).filter((cell) => cell !== null);
    return {
      title: plainTitle(titles[at] ?? null),
      field: COLUMNS.find((column) => header?.columns.get(column) === at) ?? null,
      samples: filled.slice(0, SAMPLES).map((cell) => String(cell).slice(0, 40)),
    };
  });
}

/** The first column that mostly does not hold what it is said to hold; undefined where all may. */
export function implausible({ rows }: Sheet, header: Header): Column | undefined {
  const fits = {
    amount: isSum,
    waived: isSum,
    paid: isSum,
    open: isSum,
    period: (cell: string | number) => readPeriod(cell) !== undefined,
  };
  const judged = [...MONEY_COLUMNS, 'period'] as const;
  return judged.find((column) => {
    const at = header.columns.get(column);
    if (at === undefined) return false;
    const cells = rows
      .slice(header.firstRow, header.firstRow + JUDGED)
      .map((row) => row[at] ?? null)
      .filter((cell) => cell !== null);
    return cells.filter((cell) => fits[column](cell)).length * 2 < cells.length;
  });
}

function isSum(cell: string | number): boolean {
  const read = readAmount(cell);
  return read.ok && Math.abs(read.amount) < MOST_SUM;
}
