import type { Cell } from '../sheet/sheet.ts';

/** A billing period, both months included, as `2026-01`. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** Two digits are a year only before its word: `10-12` are months of no year. */
const YEAR = String.raw`(?:(\d{4})\s*[年./-]|(\d{2})\s*年)`;
const MONTH = String.raw`(\d{1,2})\s*(?:月份?)?`;
const DASH = String.raw`\s*(?:[-~—–]+|至|到|/)\s*`;
const DAY = String.raw`(\d{4})\s*[./年-]\s*(\d{1,2})\s*[./月-]\s*(\d{1,2})日?`;

const MONTHS = new RegExp(`^${YEAR}\\s*${MONTH}${DASH}(?:${YEAR})?\\s*${MONTH}$`, 'u');
const COMPACT = new RegExp(`^(\\d{4})(\\d{2})${DASH}(\\d{4})(\\d{2})$`, 'u');
const COMPACT_DAYS = new RegExp(`^(\\d{4})(\\d{2})(\\d{2})${DASH}(\\d{4})(\\d{2})(\\d{2})$`, 'u');
const DAYS = new RegExp(`^${DAY}${DASH}${DAY}$`, 'u');
const DAYS_OF_ONE_YEAR = new RegExp(`^${DAY}${DASH}(\\d{1,2})月(\\d{1,2})日?$`, 'u');
const ONE_MONTH = new RegExp(`^(?:${YEAR}\\s*${MONTH}|(\\d{4})(\\d{2}))$`, 'u');
const ONE_DAY = new RegExp(`^${DAY}$`, 'u');
const QUARTER = /^(\d{4}|\d{2}(?=年))年?\s*(?:第?([一二三四1-4])季度?|Q([1-4]))$/iu;
const HALF = /^(\d{4}|\d{2}(?=年))年?\s*([上下])半年度?$/u;
const WHOLE_YEAR = /^(\d{4})年?(?:度|全年)?$/u;
const YEARS = /^(\d{4})年?度?(?:[-~—–]+|至|到)(\d{4})年度?$/u;

/** A spreadsheet keeps October 2024 as the number `2024.1`, like January, and saves it so. */
const LOST_ZERO = /^\d{4}\.1$/u;

/** What a period is of, and the time of day that a date brings along. */
const TAIL = /\s*(?:物业服务费|物业管理费|物业费|管理费|欠费|账期| 00:00(?::00)?)$/u;
const QUARTERS = '一二三四';

/** Ways to write a period, the surer before the looser. */
const GRAMMARS: readonly ((text: string) => Period | undefined)[] = [
  compactDays,
  compact,
  days,
  months,
  quarter,
  half,
  oneDay,
  oneMonth,
  years,
];

/**
 * Reads a billing period as offices write it. What can mean two things is refused, not guessed: a year with a point may be
 * a month that lost its zero (2024.1: January or October), one of five digits a day serial, months without a year any year.
 */
export function readPeriod(cell: Cell): Period | undefined {
  if (cell === null) return undefined;
  if (typeof cell === 'number') {
    return /^(?:\d{4}|\d{6})$/u.test(String(cell)) ? readPeriod(String(cell)) : undefined;
  }
  const text = cell.normalize('NFKC').trim().replace(TAIL, '');
  if (LOST_ZERO.test(text)) return undefined;
  for (const grammar of GRAMMARS) {
    const period = grammar(text);
    if (period) return period;
  }
  return undefined;
}

/** A period from its first and last day or month in two cells. */
export function periodBetween(from: Cell, to: Cell): Period | undefined {
  const [first, last] = [boundary(from), boundary(to)];
  if (!first || !last) return undefined;
  return daysToMonths(first, last);
}

interface Boundary {
  readonly month: string;
  /** Day of the month; undefined for a whole month. */
  readonly day?: number;
}

function boundary(cell: Cell): Boundary | undefined {
  const text = cell === null ? '' : String(cell).normalize('NFKC').trim().replace(TAIL, '');
  const match = ONE_DAY.exec(text);
  if (match) return dayIn(match[1], match[2], match[3]);
  const period = readPeriod(cell);
  return period && period.from === period.to ? { month: period.from } : undefined;
}

function dayIn(year = '', number = '', day = ''): Boundary | undefined {
  const found = month(year, number);
  const last =
    found === undefined ? 0 : new Date(Date.UTC(Number(year), Number(number), 0)).getUTCDate();
  const date = Number(day);
  return found !== undefined && date >= 1 && date <= last ? { month: found, day: date } : undefined;
}

/**
 * From the first of a month to the first of a later one either ends the month before or is two months a spreadsheet took for
 * days; only the office knows.
 */
function daysToMonths(first: Boundary, last: Boundary): Period | undefined {
  if (first.month !== last.month && first.day === 1 && last.day === 1) return undefined;
  if (first.month === last.month && (first.day ?? 0) > (last.day ?? 31)) return undefined;
  return ordered(first.month, last.month);
}

function month(year = '', number = ''): string | undefined {
  const value = Number(number);
  const full = year.length === 2 ? `20${year}` : year;
  if (value < 1 || value > 12 || !/^(?:199|20\d)\d$/u.test(full)) return undefined;
  return `${full}-${String(value).padStart(2, '0')}`;
}

function ordered(from: string | undefined, to: string | undefined): Period | undefined {
  return from !== undefined && to !== undefined && from <= to ? { from, to } : undefined;
}

function compact(text: string): Period | undefined {
  const match = COMPACT.exec(text);
  return match ? ordered(month(match[1], match[2]), month(match[3], match[4])) : undefined;
}

function compactDays(text: string): Period | undefined {
  const match = COMPACT_DAYS.exec(text);
  if (!match) return undefined;
  return between(dayIn(match[1], match[2], match[3]), dayIn(match[4], match[5], match[6]));
}

function days(text: string): Period | undefined {
  const match = DAYS.exec(text);
  if (match)
    return between(dayIn(match[1], match[2], match[3]), dayIn(match[4], match[5], match[6]));
  const short = DAYS_OF_ONE_YEAR.exec(text);
  if (!short) return undefined;
  return between(dayIn(short[1], short[2], short[3]), dayIn(short[1], short[4], short[5]));
}

function between(first: Boundary | undefined, last: Boundary | undefined): Period | undefined {
  return first && last ? daysToMonths(first, last) : undefined;
}

function months(text: string): Period | undefined {
  const match = MONTHS.exec(text);
  if (!match) return undefined;
  const [, year, short, first, laterYear, laterShort, last] = match;
  const from = year ?? short;
  return ordered(month(from, first), month(laterYear ?? laterShort ?? from, last));
}

function oneMonth(text: string): Period | undefined {
  const match = ONE_MONTH.exec(text);
  const found = match && (month(match[1] ?? match[2], match[3]) ?? month(match[4], match[5]));
  return found ? { from: found, to: found } : undefined;
}

/** The first of a month is what a spreadsheet makes of that month; any other day is no period. */
function oneDay(text: string): Period | undefined {
  const match = ONE_DAY.exec(text);
  const found = match && dayIn(match[1], match[2], match[3]);
  return found?.day === 1 ? { from: found.month, to: found.month } : undefined;
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

function years(text: string): Period | undefined {
  const match = YEARS.exec(text) ?? WHOLE_YEAR.exec(text);
  return match ? ordered(month(match[1], '1'), month(match[2] ?? match[1], '12')) : undefined;
}
