import type { Cell, Sheet } from '../sheet/sheet.ts';
import { readAmount } from './amount-grammar.ts';

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
  'waived',
  'paid',
  'open',
  'occupancy',
  'remark',
  'sum',
] as const;
export type Column = (typeof COLUMNS)[number];

/** How offices head each column. */
export type Synonyms = Readonly<Record<Column, readonly string[]>>;

export interface Header {
  /** Row on which the data begin, counted from 0. */
  readonly firstRow: number;
  /** How many rows above it are the header. */
  readonly headRows: 1 | 2;
  readonly columns: ReadonlyMap<Column, number>;
  /** Titles that head several columns, of which only the first is read. */
  readonly repeated: readonly string[];
  /** What stands over a column, for messages. */
  title(column: Column): string;
}

interface Candidate {
  readonly firstRow: number;
  readonly headRows: 1 | 2;
  /** The ways to read the title of each column, the surest first. */
  readonly titles: readonly (readonly string[])[];
  readonly columns: ReadonlyMap<Column, number>;
}

/** Rows in which a header is looked for. */
export const SEARCHED = 15;

/** Finds the header by its synonyms; two rows of it are read as one. Undefined when a sheet holds no bills. */
export function findHeader(sheet: Sheet, synonyms: Synonyms): Header | undefined {
  const rows = Array.from({ length: Math.min(SEARCHED, sheet.rows.length) }, (_none, row) => row);
  // One row goes before two: what stands over a header is its group only where it says more.
  const candidates = [
    ...rows.map((row) => alone(sheet, row, synonyms)),
    ...rows.flatMap((row) => withNext(sheet, row, synonyms)),
  ];
  const best = candidates.reduce<Candidate | undefined>(
    (so, one) => (one.columns.size > (so?.columns.size ?? 0) ? one : so),
    undefined,
  );
  if (!best || !isEnough(best.columns)) return undefined;
  const { firstRow, headRows, columns, titles } = best;
  const title = (index: number) => titles[index]?.at(-1) ?? '';
  const read = [...columns.values()].map(title);
  return {
    firstRow,
    headRows,
    columns,
    repeated: read.filter((one) => titles.filter((other) => other.at(-1) === one).length > 1),
    title: (column) => title(columns.get(column) ?? -1),
  };
}

function alone(sheet: Sheet, row: number, synonyms: Synonyms): Candidate {
  const titles = (sheet.rows[row] ?? []).map((cell) => [plainTitle(cell)]);
  return { firstRow: row + 1, headRows: 1, titles, columns: matched(titles, synonyms) };
}

function withNext(sheet: Sheet, row: number, synonyms: Synonyms): Candidate[] {
  const [upper = [], lower = []] = sheet.rows.slice(row, row + 2);
  // Bills have numbers, a header has none.
  if (lower.length === 0 || lower.some((cell) => readAmount(cell).ok)) return [];
  const titles = joined(upper.map(plainTitle), lower.map(plainTitle));
  return [{ firstRow: row + 2, headRows: 2, titles, columns: matched(titles, synonyms) }];
}

/** A title of the upper row stands over all titles below it up to the next one. */
function joined(upper: readonly string[], lower: readonly string[]): string[][] {
  let group = '';
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_none, index) => {
    const [above, below] = [upper[index] ?? '', lower[index] ?? ''];
    if (above !== '' || below === '') group = above;
    if (below === '' || below === group) return [group];
    return [below, `${group}${below}`];
  });
}

/** Units and remarks in brackets, white space and stars say nothing about the column. */
export function plainTitle(cell: Cell): string {
  return String(cell ?? '')
    .normalize('NFKC')
    .replaceAll(/\(.*?\)|\s|\*/gu, '');
}

function matched(titles: readonly (readonly string[])[], synonyms: Synonyms): Map<Column, number> {
  const columns = new Map<Column, number>();
  const taken = new Set<number>();
  for (const column of COLUMNS) {
    // The synonyms stand with the surest first, so that a general word does not take a particular one's place.
    for (const synonym of synonyms[column]) {
      const at = titles.findIndex((title, index) => title.includes(synonym) && !taken.has(index));
      if (at === -1) continue;
      columns.set(column, at);
      taken.add(at);
      break;
    }
  }
  return columns;
}

/** Whether a header says what a bill needs: a home, a period and a sum. */
export function isEnough(columns: ReadonlyMap<Column, number>): boolean {
  const home = columns.has('room') || columns.has('house');
  const period = columns.has('period') || (columns.has('from') && columns.has('to'));
  return home && period && (columns.has('amount') || columns.has('open'));
}
