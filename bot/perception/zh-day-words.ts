import { readNumeral } from './numeral-grammar.ts';

/** Words that several ways of naming days share, for use inside a pattern. */
export const PAY = '[交缴付给转补打弄搞办处]';
export const BEFORE = '(?:之前|以前|前|为止)';

/** The number that a part of a match stands for; 0 where it stands for none. */
export function numeral(text: string | undefined): number {
  return readNumeral(text ?? '') ?? 0;
}
