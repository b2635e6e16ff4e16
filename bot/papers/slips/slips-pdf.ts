import { toBuffer } from 'qrcode';
import type { Instant } from '#domain/time.ts';
import type { PaperWords } from '../paper-words.ts';
import { Sheet } from '../print/sheet.ts';
import type { Slip } from './slip.ts';

/** Points that a slip takes, so that none is torn, and of its square. */
const HEIGHT = 225;
const SQUARE = 96;

/** Slips to cut apart, several a page. @throws Fault PAPER_UNPRINTABLE when the font lacks a character. */
export async function slipsPdf(
  slips: readonly Slip[],
  company: string,
  words: PaperWords,
  now: Instant,
): Promise<Buffer> {
  const title = words.say('slip.file');
  const foot = (page: number, pages: number): string => words.say('slip.foot', { page, pages });
  const sheet = new Sheet({ title, author: company, language: words.locale, now, foot });
  for (const { title: head, room, code, square: told, lines } of slips) {
    const square = await toBuffer(told, { errorCorrectionLevel: 'M', margin: 1, width: 384 });
    sheet
      .keep(HEIGHT)
      .picture(square, SQUARE)
      .text(head, { bold: true, size: 'heading' })
      .text(room, { bold: true });
    if (code !== '') sheet.text(code, { size: 'title', bold: true, after: 8 });
    for (const line of lines) sheet.text(line, { beside: SQUARE, after: 3 });
    sheet.space(8).rule(true).space(8);
  }
  return sheet.finish();
}
