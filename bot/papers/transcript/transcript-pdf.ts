import type { Instant } from '#domain/time.ts';
import { spelledOut } from '../print/paper-font.ts';
import { Sheet } from '../print/sheet.ts';

/** One line of a conversation in words. */
export interface TranscriptLine {
  /** The estate's calendar day and clock. */
  readonly day: string;
  readonly time: string;
  /** Who speaks; null for what happened between the words. */
  readonly who: string | null;
  /** As they were said; never changed but for numbers that are masked. */
  readonly words: string;
  /** What became of it: recalled, not sent and why, what came with it. */
  readonly remarks: readonly string[];
}

/** A conversation as it is taken out of the house, all of it in words. */
export interface TranscriptPaper {
  readonly title: string;
  readonly author: string;
  /** Whose it is, as of when, by whom, and what is left out. */
  readonly head: readonly string[];
  readonly lines: readonly TranscriptLine[];
  /** Stands where nothing was said. */
  readonly none: string;
  foot(page: number, pages: number): string;
}

/** The conversation as a PDF, oldest line first, with a heading for each day. */
export async function transcriptPdf(
  paper: TranscriptPaper,
  language: string,
  now: Instant,
): Promise<Buffer> {
  const { title, author, head, lines, none } = paper;
  const foot = (page: number, pages: number) => spelledOut(paper.foot(page, pages));
  const sheet = new Sheet({ title: spelledOut(title), author, language, now, foot });
  sheet.text(spelledOut(title), { size: 'title', bold: true, align: 'center', after: 8 });
  for (const line of head) sheet.text(spelledOut(line), { size: 'small', grey: true, after: 2 });
  sheet.space(4).rule();
  if (lines.length === 0) sheet.text(none, { grey: true });
  let today = '';
  for (const line of lines) {
    if (line.day !== today) sheet.heading(line.day);
    today = line.day;
    print(sheet, line);
  }
  return sheet.finish();
}

function print(sheet: Sheet, { time, who, words, remarks }: TranscriptLine): void {
  sheet.keep(44);
  if (who === null) {
    sheet.text(spelledOut(`${time}　${words}`), { size: 'small', grey: true, after: 6 });
    return;
  }
  sheet.text(spelledOut(`${time}　${who}`), { bold: true, after: 2 });
  if (words !== '')
    sheet.text(spelledOut(words), { indent: 16, after: remarks.length > 0 ? 1 : 7 });
  for (const [n, remark] of remarks.entries()) {
    const after = n === remarks.length - 1 ? 7 : 1;
    sheet.text(spelledOut(remark), { size: 'small', grey: true, indent: 16, after });
  }
}
