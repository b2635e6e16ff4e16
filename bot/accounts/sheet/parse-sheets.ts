import { parseCsv, read } from 'hucre';
import type { Cell, Sheet } from './sheet.ts';

/** Parses the bytes of a workbook or a CSV file; merged cells bear the value of their first. */
export async function parseSheets(bytes: Uint8Array, fileName: string): Promise<Sheet[]> {
  if (/\.csv$/iu.test(fileName)) return [{ name: fileName, rows: csvRows(bytes) }];
  const workbook = await read(bytes);
  return workbook.sheets.map(({ name, rows, merges = [] }) => {
    const cells = rows.map((row) => row.map(cellOf));
    for (const { startRow, startCol, endRow, endCol } of merges) {
      const value = cells[startRow]?.[startCol] ?? null;
      for (let row = startRow; row <= endRow; row += 1) {
        const line = cells[row];
        if (!line) continue;
        for (let column = startCol; column <= endCol; column += 1) line[column] = value;
      }
    }
    return { name, rows: cells };
  });
}

/** Offices save CSV as UTF-8 or, more often, in the encoding of a Chinese Windows. */
function csvRows(bytes: Uint8Array): Cell[][] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder('gb18030').decode(bytes);
  }
  return parseCsv(text.replace(/^\uFEFF/u, '')).map((row) => row.map(cellOf));
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number') return value;
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return typeof value === 'string' ? value.trim() : String(value);
}
