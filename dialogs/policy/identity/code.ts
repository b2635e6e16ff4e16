/**
 * Letters and digits nobody mistakes for another: without 0 O, 1 I L, U and S. There are 29, a prime, so that the check
 * character finds every single wrong character and every two that changed places.
 */
export const CODE_SIGNS = '23456789ABCDEFGHJKMNPQRTVWXYZ';

/** What no code holds, for whoever types one. */
export const NEVER_SIGNS = '0 1 O I L S U';

/** Characters before the check character: 29⁹ is 43.7 bits. */
export const CODE_LENGTH = 9;

const WHOLE = CODE_LENGTH + 1;
const GROUP = WHOLE / 2;

/** What a text that may hold a code holds. */
export type ReadCode =
  | { readonly found: 'code'; readonly code: string }
  /** It is written like a code, and one character or more cannot be right. */
  | { readonly found: 'typo' };

/** The check character of the first nine. */
export function checkSign(signs: string): string {
  const sum = [...signs].reduce((all, sign, n) => all + (n + 1) * CODE_SIGNS.indexOf(sign), 0);
  return CODE_SIGNS.charAt(sum % CODE_SIGNS.length);
}

/** Whether the characters look like a code and like neither a word nor a number. */
export function looksLikeCode(signs: string): boolean {
  return /\d/u.test(signs) && /[A-Z]/u.test(signs);
}

/** A code as it is printed: two groups of five. */
export function spelled(code: string): string {
  return `${code.slice(0, GROUP)}-${code.slice(GROUP)}`;
}

const CANDIDATE = /(?<![0-9A-Z])([0-9A-Z]{4,6})([\s\p{Pd}]?)([0-9A-Z]{4,6})(?![0-9A-Z])/gu;

/** Beyond this much around it a string of letters and digits is part of something else. */
const MOST_AROUND = 24;

/** The code in a text; null where nothing looks like one. A mistyped one is told without a look into any list. */
export function readCode(text: string): ReadCode | null {
  const plain = text.normalize('NFKC').toUpperCase().trim();
  let mistyped = false;
  for (const [whole, first = '', between = '', second = ''] of plain.matchAll(CANDIDATE)) {
    const signs = first + second;
    if (!looksLikeCode(signs)) continue;
    if (isWhole(signs)) return { found: 'code', code: signs };
    const grouped = between !== '' && first.length + second.length >= WHOLE - 1;
    const written = grouped || signs.length === WHOLE;
    if (written && plain.length - whole.length <= MOST_AROUND) mistyped = true;
  }
  return mistyped ? { found: 'typo' } : null;
}

/** Whether a text is a code and nothing beside it: whatever its letters look like, they mean nothing else. */
export function isOnlyCode(text: string): boolean {
  return isWhole(
    text
      .normalize('NFKC')
      .toUpperCase()
      .replaceAll(/[\s\p{Pd}]/gu, ''),
  );
}

function isWhole(signs: string): boolean {
  if (signs.length !== WHOLE) return false;
  if ([...signs].some((sign) => !CODE_SIGNS.includes(sign))) return false;
  return checkSign(signs.slice(0, CODE_LENGTH)) === signs.charAt(CODE_LENGTH);
}
