/** Chinese numerals in the order of their worth, from nought to nine. */
const DIGITS = '\u96F6\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D';
const TENS: ReadonlyMap<string, number> = new Map([
  ['\u5341', 10],
  ['\u767E', 100],
  ['\u5343', 1000],
]);

/** How the number of an article is written, inside a regular expression's class. */
export const NUMERALS: string = `${DIGITS}\u3007${[...TENS.keys()].join('')}\\d`;

/** The number a text writes in digits or Chinese numerals, as `944`; undefined where it is none. */
export function articleNumber(text: string): number | undefined {
  if (/^\d+$/u.test(text)) return Number(text);
  let total = 0;
  let digit: number | undefined;
  for (const sign of text.replaceAll('\u3007', '\u96F6')) {
    const worth = TENS.get(sign);
    if (worth !== undefined) {
      total += (digit ?? 1) * worth;
      digit = undefined;
      continue;
    }
    const at = DIGITS.indexOf(sign);
    if (at === -1) return undefined;
    digit = at === 0 ? undefined : at;
  }
  return total + (digit ?? 0) || undefined;
}
