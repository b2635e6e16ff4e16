import type { Cell } from '../sheet/sheet.ts';

/** A billing period, both months included, as `2026-01`. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

const MONTH = '(\\d{1,2})\\s*(?:月份?)?';
const YEAR = '(\\d{4}|\\d{2})\\s*[年./-]';
const DASH = '\\s*(?:[-~—–]+|至|到|/)\\s*';

const YEAR_MONTH_RANGE = new RegExp(`^${YEAR}\\s*${MONTH}${DASH}(?:${YEAR})?\\s*${MONTH}$`, 'u');
const COMPACT_RANGE = new RegExp(`^(\\d{4})(\\d{2})${DASH}(\\d{4})(\\d{2})$`, 'u');
const DAY_RANGE =
  /^(\d{4})[./年-](\d{1,2})[./月-](\d{1,2})日?\s*(?:-|~|至|到|—)\s*(\d{4})[./年-](\d{1,2})[./月-](\d{1,2})日?$/u;
const ONE_MONTH = new RegExp(`^(?:${YEAR}\\s*${MONTH}|(\\d{4})(\\d{2}))$`, 'u');
const QUARTER = /^(\d{4}|\d{2})年?\s*(?:第?([一二三四1-4])季度?|Q([1-4]))$/iu;
const HALF = /^(\d{4}|\d{2})年?\s*([上下])半年?$/u;
const WHOLE_YEAR = /^(\d{4})年?(?:度|全年)?$/u;

const QUARTERS = '一二三四';

/**
 * Reads a billing period as offices write it. What can mean two things is refused, not guessed: a bare number may be a
 * day serial, or a month that lost its zero.
 */
export function readPeriod(cell: Cell): Period | undefined {
  if (cell === null) return undefined;
  if (typeof cell === 'number') {
    // Only six digits are certain: 202406. 2024.1 may be January or October, 45292 is a day serial.
    return /^\d{6}$/u.test(String(cell)) ? readPeriod(String(cell)) : undefined;
  }
  const text = cell.normalize('NFKC').trim();
  return (
    compact(text) ??
    days(text) ??
    range(text) ??
    quarter(text) ??
    half(text) ??
    one(text) ??
    year(text)
  );
}

/** A period from its first and last day or month in two cells. */
export function periodBetween(from: Cell, to: Cell): Period | undefined {
  const first = boundary(from);
  const last = boundary(to);
  return first && last ? ordered(first, last) : undefined;
}

function boundary(cell: Cell): string | undefined {
  const text = cell === null ? '' : String(cell).normalize('NFKC').trim();
  const match = /^(\d{4})[./年-](\d{1,2})(?:[./月-](\d{1,2})日?|月)?$/u.exec(text);
  return match ? month(match[1], match[2]) : readPeriod(cell)?.from;
}

function month(year = '', number = ''): string | undefined {
  const value = Number(number);
  if (value < 1 || value > 12) return undefined;
  const full = year.length === 2 ? `20${year}` : year;
  return `${full}-${String(value).padStart(2, '0')}`;
}

function ordered(from: string | undefined, to: string | undefined): Period | undefined {
  return from !== undefined && to !== undefined && from <= to ? { from, to } : undefined;
}

function compact(text: string): Period | undefined {
  const match = COMPACT_RANGE.exec(text);
  return match ? ordered(month(match[1], match[2]), month(match[3], match[4])) : undefined;
}

function days(text: string): Period | undefined {
  const match = DAY_RANGE.exec(text);
  return match ? ordered(month(match[1], match[2]), month(match[4], match[5])) : undefined;
}

function range(text: string): Period | undefined {
  const match = YEAR_MONTH_RANGE.exec(text);
  if (!match) return undefined;
  const [, year, first, laterYear, last] = match;
  return ordered(month(year, first), month(laterYear ?? year, last));
}

function one(text: string): Period | undefined {
  const match = ONE_MONTH.exec(text);
  const found = match && (month(match[1], match[2]) ?? month(match[3], match[4]));
  return found ? { from: found, to: found } : undefined;
}

function quarter(text: string): Period | undefined {
  const match = QUARTER.exec(text);
  if (!match) return undefined;
  const named = match[2] ?? match[3] ?? '';
  const index = QUARTERS.includes(named) ? QUARTERS.indexOf(named) + 1 : Number(named);
  return ordered(month(match[1], String(index * 3 - 2)), month(match[1], String(index * 3)));
}

function half(text: string): Period | undefined {
  const match = HALF.exec(text);
  if (!match) return undefined;
  const [from, to] = match[2] === '上' ? ['1', '6'] : ['7', '12'];
  return ordered(month(match[1], from), month(match[1], to));
}

function year(text: string): Period | undefined {
  const match = WHOLE_YEAR.exec(text);
  return match ? ordered(month(match[1], '1'), month(match[1], '12')) : undefined;
}
