import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Cell, Sheet } from '../sheet/sheet.ts';
import { COLUMNS, type Column, type Header, isEnough, plainTitle } from './header.ts';
import { DAY_ORDERS, UNITS } from './read-as.ts';

/** What a person may say about how a sheet is read. */
const reading = z.strictObject({
  /** Which column of the sheet, counted from 0, is which of ours. */
  columns: z.partialRecord(z.enum(COLUMNS), z.number().int().min(0).max(499)),
  days: z.enum(DAY_ORDERS),
  unit: z.enum(UNITS),
});
export type SheetReading = z.infer<typeof reading>;

/** How somebody wants the sheets of one file to be read. */
export const sheetMappings = z
  .array(
    reading.extend({
      sheet: z.string().max(200),
      /** False leaves the sheet out. */
      read: z.boolean(),
      /** The row of its titles, counted from 1; the data begin below it. */
      headerRow: z.number().int().min(1).max(1000),
    }),
  )
  .max(100);
export type SheetMapping = z.infer<typeof sheetMappings>[number];

/** A reading as it is remembered for the next file with the same titles. @throws ZodError where another release wrote it. */
export function readMapping(text: string): SheetReading {
  return reading.parse(JSON.parse(text));
}

/** What of a mapping is remembered. */
export function mappingText({ columns, days, unit }: SheetReading): string {
  return JSON.stringify({ columns, days, unit });
}

/** Digest of the titles of a row: the same next month, whatever the numbers below; null where a row has none. */
export function shapeOf(row: readonly Cell[]): string | null {
  const titles = row.map(plainTitle);
  while (titles.at(-1) === '') titles.pop();
  if (titles.length < 3) return null;
  return createHash('sha256').update(JSON.stringify(titles)).digest('hex');
}

/** Why a mapping cannot be used. */
export const MAPPING_REFUSALS = ['no-row', 'missing', 'twice', 'no-column', 'implausible'] as const;
export type MappingRefusal = (typeof MAPPING_REFUSALS)[number];

/** The header that a mapping describes, or why it describes none. */
export function headerAs(
  { rows }: Sheet,
  headerRow: number,
  { columns }: SheetReading,
  found: Header | undefined,
): Header | MappingRefusal {
  const titles = rows[headerRow - 1];
  if (!titles) return 'no-row';
  const known = new Map<Column, number>();
  for (const column of COLUMNS) {
    const at = columns[column];
    if (at !== undefined) known.set(column, at);
  }
  if (new Set(known.values()).size < known.size) return 'twice';
  const width = Math.max(0, ...rows.slice(headerRow - 1, headerRow + 50).map((row) => row.length));
  if ([...known.values()].some((at) => at >= width)) return 'no-column';
  if (!isEnough(known)) return 'missing';
  return {
    firstRow: headerRow,
    headRows: found?.firstRow === headerRow ? found.headRows : 1,
    columns: known,
    repeated: [],
    title: (column) => plainTitle(titles[known.get(column) ?? -1] ?? null),
  };
}
