import { EncryptedFileError, HucreError, read } from 'hucre';
import { cellOf } from './cell-of.ts';
import { isSeparatedText, parseCsvSheet } from './parse-csv.ts';
import { MOST_COLUMNS, MOST_ROWS } from './part-check.ts';
import type { Cell, ReadSheets, Sheet, Span } from './sheet.ts';
import { refuseLyingZip } from './zip-check.ts';

/** More merged cells than any office makes would only keep the service busy. */
const MOST_MERGED_ROWS = 1_000_000;

/** Parses the bytes of a workbook or of a file of separated values. */
export async function parseSheets(bytes: Uint8Array, fileName: string): Promise<ReadSheets> {
  if (isSeparatedText(bytes, fileName)) {
    const sheet = parseCsvSheet(bytes, fileName);
    return isEndless(sheet) ? { ok: false, why: 'too-many' } : { ok: true, sheets: [sheet] };
  }
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.subarray(0, 2).toString('latin1') === 'PK') {
    const why = refuseLyingZip(buffer);
    if (why !== null) return { ok: false, why };
  }
  try {
    const { sheets } = await read(bytes);
    if (mergedRows(sheets) > MOST_MERGED_ROWS) return { ok: false, why: 'too-much' };
    if (sheets.some(isEndless)) return { ok: false, why: 'too-many' };
    return { ok: true, sheets: sheets.map(sheetOf) };
  } catch (error) {
    if (error instanceof EncryptedFileError) {
      return { ok: false, why: hasWorkbook(buffer) ? 'protected' : 'not-workbook' };
    }
    if (error instanceof HucreError) return { ok: false, why: 'damaged' };
    throw error;
  }
}

/** Text documents of old come in the same container as workbooks of old and as workbooks with a password. */
function hasWorkbook(bytes: Buffer): boolean {
  return ['EncryptedPackage', 'Workbook', 'Book'].some((name) =>
    bytes.includes(Buffer.from(name, 'utf16le')),
  );
}

function mergedRows(sheets: readonly Read[]): number {
  let count = 0;
  for (const { rows, merges = [] } of sheets) {
    for (const { startRow, endRow } of merges) {
      count += Math.max(0, Math.min(endRow, rows.length - 1) - startRow + 1);
    }
  }
  return count;
}

/** What was only formatted counts as well. */
function isEndless({ rows }: { readonly rows: readonly (readonly unknown[])[] }): boolean {
  return rows.length > MOST_ROWS || rows.some((row) => row.length > MOST_COLUMNS);
}

type Read = Awaited<ReturnType<typeof read>>['sheets'][number];

function sheetOf({ name, rows, merges = [], rowDefs, hidden, veryHidden }: Read): Sheet {
  const cells = rows.map((row) => row.map(cellOf));
  const spans = merges.map(({ startRow, startCol, endRow, endCol }): Span => ({
    firstRow: startRow,
    lastRow: Math.min(endRow, rows.length - 1),
    firstColumn: startCol,
    lastColumn: endCol,
  }));
  for (const span of spans) fillDown(cells, span);
  return {
    name,
    hidden: hidden === true || veryHidden === true,
    rows: cells,
    hiddenRows: [...(rowDefs ?? [])].filter(([, { hidden }]) => hidden === true).map(([at]) => at),
    spans,
  };
}

/** Only downwards: what is merged across columns is one value of the row, not several. */
function fillDown(rows: Cell[][], { firstRow, lastRow, firstColumn }: Span): void {
  const value = rows[firstRow]?.[firstColumn] ?? null;
  for (const row of rows.slice(firstRow + 1, lastRow + 1)) row[firstColumn] = value;
}
