import type { ReportRows } from '../../report-api.ts';

/** Signs with which a spreadsheet begins to calculate. */
const ACTIVE = /^[=+\-@\t\r]/u;

/**
 * Cases as a file that spreadsheets open: with a mark that names its encoding, and with no cell that would be calculated.
 */
export function rowsCsv(head: readonly string[], { rows }: ReportRows): string {
  const lines = [head, ...rows.map(({ room, at, what, sum }) => [room ?? '', at, what, sum ?? ''])];
  return `\uFEFF${lines.map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(text: string): string {
  const harmless = ACTIVE.test(text) && !/^-?\d/u.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
