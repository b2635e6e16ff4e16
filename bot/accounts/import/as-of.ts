import type { LocalDate } from '#domain/time.ts';
import type { Sheet } from '../sheet/sheet.ts';
import { firstDay, readDay } from './day-grammar.ts';

/** Rows above the bills in which the day is looked for. */
const SEARCHED = 5;

/** The day the figures are of, as the head of a sheet tells it: behind its word, or in the next cell. */
export function asOfIn(sheets: readonly Sheet[], words: readonly string[]): LocalDate | null {
  for (const { rows } of sheets) {
    for (const row of rows.slice(0, SEARCHED)) {
      const cells = row.filter((cell) => cell !== null);
      for (const [index, cell] of cells.entries()) {
        const text = String(cell).normalize('NFKC');
        const word = words.find((one) => text.includes(one));
        if (word === undefined) continue;
        const day = firstDay(text.slice(text.indexOf(word))) ?? readDay(cells[index + 1] ?? null);
        if (day) return day;
      }
    }
  }
  return null;
}
