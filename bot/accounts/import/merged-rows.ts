import type { Sheet } from '../sheet/sheet.ts';
import type { Column, Header } from './header.ts';

/** The columns whose values belong to one row alone. */
export const MONEY_COLUMNS = ['amount', 'waived', 'paid', 'open'] as const;
export type MoneyColumn = (typeof MONEY_COLUMNS)[number];

/** Rows, counted from 0, whose cell of a column is merged with one of another row. */
export type MergedRows = ReadonlyMap<Column, ReadonlySet<number>>;

/** Finds where sums of several rows stand in one cell. */
export function mergedRows({ spans, rows }: Sheet, header: Header): MergedRows {
  const merged = new Map<Column, Set<number>>();
  const columns = [...MONEY_COLUMNS, 'sum'] as const;
  for (const column of columns) {
    const at = header.columns.get(column);
    if (at === undefined) continue;
    const found = new Set<number>();
    for (const { firstRow, lastRow, firstColumn, lastColumn } of spans ?? []) {
      const many = lastRow > firstRow && firstColumn <= at && at <= lastColumn;
      const last = many ? Math.min(lastRow, rows.length - 1) : -1;
      for (let row = firstRow; row <= last; row += 1) found.add(row);
    }
    merged.set(column, found);
  }
  return merged;
}
