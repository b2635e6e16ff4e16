import type { Cell, Sheet } from '../sheet/sheet.ts';
import type { Column, Header } from './header.ts';
import { MONEY_COLUMNS } from './merged-rows.ts';

/** In which order days are written: 2026-01-31, 31/01/2026 or 01/31/2026. */
export const DAY_ORDERS = ['ymd', 'dmy', 'mdy'] as const;
export type DayOrder = (typeof DAY_ORDERS)[number];

/** What sums are counted in. */
export const UNITS = ['yuan', 'fen'] as const;
export type Unit = (typeof UNITS)[number];

const DAYS: readonly Column[] = ['period', 'from', 'to', 'due'];
const MONEY: readonly Column[] = [...MONEY_COLUMNS, 'sum'];
/** Columns whose cells may be read as something else than what stands in them. */
export const REWRITTEN: readonly Column[] = [...DAYS, ...MONEY];

const YEAR_LAST = /(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)/gu;

/** A sheet as its grammars read it: days with the year first, sums in yuan. The file itself is left as it is. */
export function readAs(sheet: Sheet, header: Header, days: DayOrder, unit: Unit): Sheet {
  const changes = new Map<number, (cell: Cell) => Cell>();
  for (const [column, at] of header.columns) {
    if (days !== 'ymd' && DAYS.includes(column)) changes.set(at, (cell) => yearFirst(cell, days));
    if (unit === 'fen' && MONEY.includes(column)) changes.set(at, inYuan);
  }
  if (changes.size === 0) return sheet;
  const rows = sheet.rows.map((row, index) =>
    index < header.firstRow ? row : row.map((cell, at) => changes.get(at)?.(cell) ?? cell),
  );
  return { ...sheet, rows };
}

function yearFirst(cell: Cell, order: DayOrder): Cell {
  if (typeof cell !== 'string') return cell;
  return cell
    .normalize('NFKC')
    .replaceAll(YEAR_LAST, (_whole, first: string, _dot, second: string, year: string) => {
      const [day, month] = order === 'dmy' ? [first, second] : [second, first];
      return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    });
}

/** Whole fen as yuan, by their digits; what is no whole number stays, for its grammar to refuse. */
function inYuan(cell: Cell): Cell {
  const text = String(cell ?? '')
    .normalize('NFKC')
    .trim();
  const [, sign = '', digits] = /^(-?)((?:\d+|\d{1,3}(?:,\d{3})+))$/u.exec(text) ?? [];
  if (digits === undefined) return cell === null || text === '' ? cell : `${text} fen`;
  const plain = digits.replaceAll(',', '').padStart(3, '0');
  return `${sign}${plain.slice(0, -2)}.${plain.slice(-2)}`;
}
