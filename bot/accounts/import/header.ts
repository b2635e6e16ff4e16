import type { Cell, Sheet } from '../sheet/sheet.ts';

/** The columns an arrears workbook may have. */
export const COLUMNS = [
  'building',
  'unit',
  'room',
  'house',
  'owner',
  'phone',
  'area',
  'item',
  'price',
  'period',
  'from',
  'to',
  'due',
  'amount',
  'paid',
  'open',
  'occupancy',
  'remark',
] as const;
export type Column = (typeof COLUMNS)[number];

/** How offices head each column. */
export type Synonyms = Readonly<Record<Column, readonly string[]>>;

export interface Header {
  /** Row on which the data begin, counted from 0. */
  readonly firstRow: number;
  readonly columns: ReadonlyMap<Column, number>;
  /** What stands over a column, for messages. */
  title(column: Column): string;
}

/** Rows in which a header is looked for. */
const SEARCHED = 15;

/** Units and remarks in brackets, white space and stars say nothing about the column. */
function plain(cell: Cell): string {
  return String(cell ?? '')
    .normalize('NFKC')
    .replaceAll(/\(.*?\)|\s|\*/gu, '');
}

/** Finds the header by its synonyms; two rows of it are read as one. Undefined when a sheet holds no bills. */
export function findHeader(sheet: Sheet, synonyms: Synonyms): Header | undefined {
  let best: { row: number; columns: Map<Column, number>; titles: string[] } | undefined;
  for (let row = 0; row < Math.min(SEARCHED, sheet.rows.length); row += 1) {
    const titles = (sheet.rows[row] ?? []).map(plain);
    const columns = matched(titles, synonyms);
    if (columns.size > (best?.columns.size ?? 0)) best = { row, columns, titles };
  }
  if (!best || !isEnough(best.columns)) return undefined;
  const { row, columns, titles } = best;
  return {
    firstRow: row + 1,
    columns,
    title: (column) => titles[columns.get(column) ?? -1] ?? '',
  };
}

function matched(titles: readonly string[], synonyms: Synonyms): Map<Column, number> {
  const columns = new Map<Column, number>();
  for (const column of COLUMNS) {
    // The synonyms stand with the surest first, so that a general word does not take a particular one's place.
    for (const synonym of synonyms[column]) {
      const at = titles.findIndex((title, index) => title === synonym && !isTaken(columns, index));
      if (at === -1) continue;
      columns.set(column, at);
      break;
    }
  }
  return columns;
}

function isTaken(columns: ReadonlyMap<Column, number>, index: number): boolean {
  return [...columns.values()].includes(index);
}

function isEnough(columns: ReadonlyMap<Column, number>): boolean {
  const home = columns.has('room') || columns.has('house');
  const period = columns.has('period') || (columns.has('from') && columns.has('to'));
  return home && period && (columns.has('amount') || columns.has('open'));
}
