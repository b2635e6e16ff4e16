import { parseCsv } from 'hucre';
import { cellOf } from './cell-of.ts';
import type { Sheet } from './sheet.ts';

/** How zip files and the workbooks of old begin, in hexadecimal. */
const WORKBOOKS = ['504b0304', 'd0cf11e0'];

/** Whether a file is of separated values: its name says so, and it does not begin like a workbook with the wrong name. */
export function isSeparatedText(bytes: Uint8Array, fileName: string): boolean {
  const head = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  return /\.(?:csv|tsv|txt)$/iu.test(fileName) && !WORKBOOKS.includes(head);
}

/** Reads a file of separated values; the encoding is found out, as is the separator. */
export function parseCsvSheet(bytes: Uint8Array, name: string): Sheet {
  const rows = parseCsv(textOf(bytes)).map((row) => row.map(cellOf));
  return { name, hidden: false, rows, hiddenRows: [], spans: null };
}

/** Offices save as UTF-8, as the text of a Chinese Windows or, from a spreadsheet's "Unicode text", as UTF-16. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
