import type { Cell } from '../sheet/sheet.ts';
import type { Column, Header } from './header.ts';

/** The cells of one row by their column; what only says that there is nothing is nothing. */
export interface RowCells {
  readonly header: Header;
  at(column: Column): Cell;
  /** The cell as text in plain width; blank is `''`. */
  text(column: Column): string;
}

/** Looks at a row through its header. */
export function rowCells(
  cells: readonly Cell[],
  header: Header,
  blanks: ReadonlySet<string>,
): RowCells {
  const text = (column: Column): string => {
    const plain = String(cells[header.columns.get(column) ?? -1] ?? '')
      .normalize('NFKC')
      .trim();
    return blanks.has(plain) ? '' : plain;
  };
  return {
    header,
    text,
    at: (column) =>
      text(column) === '' ? null : (cells[header.columns.get(column) ?? -1] ?? null),
  };
}

/** Columns that a heading of a building or a footnote may fill without there being a bill. */
const BESIDE: readonly Column[] = ['building', 'unit', 'house', 'remark', 'sum'];

/** Whether a row says anything that belongs to a bill. */
export function isBill(cells: RowCells): boolean {
  return [...cells.header.columns.keys()].some(
    (column) => !BESIDE.includes(column) && cells.at(column) !== null,
  );
}
