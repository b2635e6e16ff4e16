import type { ReportRows } from '../../report-api.ts';

/** Signs with which a spreadsheet begins to calculate. */
const ACTIVE = /^[=+\-@\t\r]/u;

/**
 * Cases as a file that spreadsheets open: with a mark that names its encoding, and with no cell that would be calculated.
 */
export function rowsCsv(head: readonly string[], { rows }: ReportRows): string {
  return csv([head, ...rows.map(({ room, at, what, sum }) => [room ?? '', at, what, sum ?? ''])]);
}

/** Lines of cells as such a file. */
export function csv(lines: readonly (readonly string[])[]): string {
  return `\uFEFF${lines.map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** Gives a file of a page to be saved. */
export function saveCsv(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

function cell(text: string): string {
  const harmless = ACTIVE.test(text) && !/^-?\d/u.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
