import { fileURLToPath } from 'node:url';
import { type Font, openSync } from 'fontkit';
import { Fault } from '#errors';

/** Noto Sans SC, whole: 30,890 characters, among them those of rare names (research: console, 7). */
const FOLDER = '@expo-google-fonts/noto-sans-sc/';

/** Files of the two weights of a paper. */
export const PAPER_FONTS = {
  regular: pathOf('400Regular/NotoSansSC_400Regular.ttf'),
  bold: pathOf('700Bold/NotoSansSC_700Bold.ttf'),
} as const;

function pathOf(file: string): string {
  return fileURLToPath(import.meta.resolve(`${FOLDER}${file}`));
}

let opened: Font | undefined;

function isPrintable(character: string): boolean {
  opened ??= openSync(PAPER_FONTS.regular);
  return character === '\n' || opened.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
}

/**
 * The text, when the font has every character of it.
 * @throws Fault PAPER_UNPRINTABLE that names the first character that would become an empty box.
 */
export function printable(text: string): string {
  for (const character of text) {
    if (isPrintable(character)) continue;
    throw new Fault('PAPER_UNPRINTABLE', {
      character,
      code: codeOf(character),
      right: 'a character that Noto Sans SC has, or the paper as JSON',
    });
  }
  return text;
}

/**
 * For words that somebody else wrote and nobody may change: what the font lacks, as a smiling face, is written out as its
 * code, `[U+1F64F]`; what only shapes another character is dropped.
 */
export function spelledOut(text: string): string {
  return [...text.replaceAll(/\uFE0E|\uFE0F|\u200D|\r/gu, '')]
    .map((character) => (isPrintable(character) ? character : `[${codeOf(character)}]`))
    .join('');
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
