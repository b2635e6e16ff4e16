import type { Instant } from '#domain/time.ts';
import { type Column, Sheet } from '../print/sheet.ts';
import type { Letter } from './letter.ts';

/** Shares of the table's columns: item, period, last day, billed, paid, open. */
const SHARES = [15, 27, 15, 14, 14, 15] as const;
/** Columns before the sums. */
const WORDS = 3;

/**
 * The letter as a PDF on the estate's letterhead.
 * @param draft stands at its head while nobody has approved it.
 * @throws Fault PAPER_UNPRINTABLE when the font lacks a character of it, as in a rare name.
 */
export async function letterPdf(
  letter: Letter,
  language: string,
  now: Instant,
  draft: string | null = null,
): Promise<Buffer> {
  const { head, table } = letter;
  const about = { title: letter.reference, author: head.company, language, now };
  const sheet = new Sheet({ ...about, foot: (page, pages) => letter.foot(page, pages) });
  if (draft !== null) sheet.text(draft, { bold: true, align: 'center', after: 6 });
  sheet
    .text(head.company, { size: 'heading', bold: true, align: 'center' })
    .text(`${head.estate} · ${head.office}`, { size: 'small', grey: true, align: 'center' })
    .rule()
    .space(6)
    .text(letter.title, { size: 'title', bold: true, align: 'center', after: 6 })
    .text(letter.reference, { size: 'small', grey: true, align: 'right', after: 10 })
    .text(letter.addressee, { bold: true, after: 6 });
  for (const line of letter.opening) sheet.text(line, { after: 6 });
  const columns = table.heads.map((title, n): Column => ({
    head: title,
    width: SHARES[n] ?? 15,
    align: n < WORDS ? 'left' : 'right',
  }));
  sheet.table(columns, table.rows);
  for (const [n, line] of letter.total.entries()) sheet.text(line, { bold: n === 0 });
  sheet.space(4);
  for (const line of letter.closing) sheet.text(line, { after: 4 });
  sheet.keep(90).space(4);
  for (const line of letter.signature) sheet.text(line, { align: 'right', after: 6 });
  sheet.keep(150).space(4).rule(true);
  for (const [n, line] of letter.slip.entries()) {
    sheet.text(line, n === 0 ? { bold: true, align: 'center', after: 6 } : { after: 6 });
  }
  return sheet.finish();
}
