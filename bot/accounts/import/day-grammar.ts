import { type LocalDate, isLocalDate, localDate } from '#domain/time.ts';
import type { Cell } from '../sheet/sheet.ts';
import type { Period } from './period-grammar.ts';

const DAY = /(\d{4})\s*[./年-]\s*(\d{1,2})\s*[./月-]\s*(\d{1,2})\s*日?/u;
const ONLY_DAY = new RegExp(`^${DAY.source}(?:[ T]\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?)?$`, 'u');

/** Reads a cell that holds one day and nothing else; a bare number is refused, because it may be anything. */
export function readDay(cell: Cell): LocalDate | undefined {
  return typeof cell === 'string' ? dayOf(ONLY_DAY.exec(cell.normalize('NFKC').trim())) : undefined;
}

/** The first day that a text speaks of. */
export function firstDay(text: string): LocalDate | undefined {
  return dayOf(DAY.exec(text.normalize('NFKC')));
}

function dayOf(match: RegExpExecArray | null): LocalDate | undefined {
  const [, year = '', month = '', day = ''] = match ?? [];
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isLocalDate(written) ? localDate(written) : undefined;
}

/** The last day of a month `YYYY-MM`: when a bill is due that names no day. */
export function lastDayOf(month: string): LocalDate {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return localDate(new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10));
}

/** How many months a period has. */
export function monthsIn({ from, to }: Period): number {
  const count = (month: string) => {
    const [year = 0, number = 0] = month.split('-').map(Number);
    return year * 12 + number;
  };
  return count(to) - count(from) + 1;
}
