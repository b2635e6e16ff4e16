/** Digits and Chinese numerals in ordinary, accountants' and dialect form, up to 亿. */

const DIGITS = new Map<string, number>([
  ...[...'〇一二三四五六七八九'].map((char, value): [string, number] => [char, value]),
  ...[...'零壹贰叁肆伍陆柒捌玖'].map((char, value): [string, number] => [char, value]),
  ['两', 2],
  ['俩', 2],
  ['仨', 3],
  ['幺', 1],
]);
const UNITS = new Map([
  ['十', 10],
  ['拾', 10],
  ['廿', 20],
  ['卅', 30],
  ['百', 100],
  ['佰', 100],
  ['千', 1000],
  ['仟', 1000],
  ['万', 10_000],
]);

/** A whole number for use inside a pattern: digits or Chinese numerals. */
export const NUMBER = String.raw`(?:\d{1,4}|[〇零一二两俩仨三四五六七八九十廿卅]{1,4})`;

/** Every character of a Chinese numeral, for use inside a character class. */
export const NUMERAL_CHARS = '〇零一二两三四五六七八九十廿卅百千万壹贰叁肆伍陆柒捌玖拾佰仟';

/**
 * Reads digits or a Chinese numeral. A last digit after 百, 千 or 万 counts in the next lower place, as 一千五 = 1500.
 * @returns undefined when the text is no number.
 */
export function readNumeral(text: string): number | undefined {
  if (/^\d+$/u.test(text)) return Number(text);
  const chars = [...text];
  if (chars.length > 1 && chars.every((char) => DIGITS.has(char))) {
    return Number(chars.map((char) => DIGITS.get(char)).join(''));
  }
  let total = 0;
  let section = 0;
  let digit = -1;
  let lastUnit = 1;
  let afterZero = false;
  for (const char of chars) {
    const unit = UNITS.get(char);
    const value = DIGITS.get(char);
    if (unit === undefined && value === undefined) return undefined;
    if (value !== undefined) {
      if (digit > 0) return undefined;
      digit = value;
      afterZero ||= value === 0;
      if (value === 0) digit = -1;
    } else if (unit === 10_000) {
      total += (section + Math.max(digit, 0)) * 10_000;
      section = 0;
      digit = -1;
      lastUnit = unit;
      afterZero = false;
    } else if (unit !== undefined) {
      const fixed = unit === 20 || unit === 30;
      section += fixed ? unit : (digit < 0 ? 1 : digit) * unit;
      digit = -1;
      lastUnit = fixed ? 10 : unit;
      afterZero = false;
    }
  }
  if (digit > 0) section += lastUnit >= 100 && !afterZero ? digit * (lastUnit / 10) : digit;
  return total + section;
}
