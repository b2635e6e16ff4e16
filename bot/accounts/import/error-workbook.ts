import writeXlsxFile, { type Cell as Written, type Sheet } from 'write-excel-file/node';
import type { LocalDate } from '#domain/time.ts';
import type { Cell } from '../sheet/sheet.ts';
import type { ImportWords } from './import-words.ts';
import type { RefusedSheet } from './refused-sheet.ts';

/** The longest name of a sheet that spreadsheets take. */
const LONGEST_NAME = 31;

/**
 * The rows that were refused, under their own header and with the reason beside each, to be mended and imported again.
 * Every cell is a text and stays one when somebody types over it: nothing in it is ever calculated.
 * @param asOf the day of the figures, which the file says again so that it can be imported by itself.
 */
export async function errorWorkbook(
  sheets: readonly RefusedSheet[],
  asOf: LocalDate,
  words: ImportWords,
): Promise<Buffer> {
  const pages = sheets.map((one) => sheetOf(one, asOf, words));
  return writeXlsxFile(pages).toBuffer();
}

function sheetOf(
  { sheet, header, rows }: RefusedSheet,
  asOf: LocalDate,
  words: ImportWords,
): Sheet<never> {
  const width = Math.max(
    0,
    ...[...header, ...rows.map(({ cells }) => cells)].map((row) => row.length),
  );
  const title = [text(words.errors('title', { day: asOf }))];
  const head = header.map((row, index) => {
    const isLast = index === header.length - 1;
    const own = [isLast ? words.errors('reason') : '', isLast ? words.errors('row') : ''];
    return [...wide(row, width), ...own].map((value) => ({
      ...text(value),
      fontWeight: 'bold' as const,
    }));
  });
  const body = rows.map(({ row, cells, reasons }) => [
    ...wide(cells, width).map(text),
    { ...text(reasons.join(' ')), wrap: true, backgroundColor: '#fff3c4' },
    text(String(row)),
  ]);
  const columns = Array.from({ length: width + 2 }, (_none, at) => ({
    width: at === width ? 60 : 16,
  }));
  return { sheet: sheet.slice(0, LONGEST_NAME), data: [title, ...head, ...body], columns };
}

/** A row as texts, filled up to the width of the table. */
function wide(row: readonly Cell[], width: number): string[] {
  return Array.from({ length: width }, (_none, at) => String(row[at] ?? ''));
}

function text(value: string): Written & { readonly type: StringConstructor } {
  return { value, type: String, format: '@' };
}
