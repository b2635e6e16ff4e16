import type { FileRefusal } from './sheet.ts';

/** More rows and columns than an estate has bills and an office has columns. */
export const MOST_ROWS = 100_000;
export const MOST_COLUMNS = 500;

/** Where rows and cells say which they are, as `r="12"` and `r="AB12"`. */
const REFERENCE = /\br=["']([A-Z]*)(\d+)["']/gu;

/** Which spreadsheets never write, and which make a reader fetch or multiply text. */
const DECLARATION = /<!(?:DOCTYPE|ENTITY)/iu;

/**
 * Looks at one unpacked part of a workbook before anybody builds anything from it.
 * @returns why it is not to be read: entities of its own, or a sheet that claims rows or columns without end.
 */
export function refusePart(name: string, content: Buffer): FileRefusal | null {
  if (!/\.(?:xml|rels|vml)$/iu.test(name)) return null;
  // In UTF-16 every other byte of a mark is nothing.
  const text = content.toString('latin1').replaceAll('\0', '');
  if (DECLARATION.test(text)) return 'hostile';
  if (!/worksheets\/[^/]+\.xml$/iu.test(name)) return null;
  for (const [, letters = '', digits = ''] of text.matchAll(REFERENCE)) {
    if (Number(digits) > MOST_ROWS || columnOf(letters) > MOST_COLUMNS) return 'too-many';
  }
  return null;
}

/** `A` is 1, `AA` is 27. */
function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}
