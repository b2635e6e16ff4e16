import { normalise } from './normalise.ts';

/** A figure in digits; the guard asks where each one comes from, however short. */
const DIGITS = /\d/u;

/** Something that opens in a browser. */
const LINK = /https?:|www\.|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b/u;

/** Chinese numerals in plain and in bankers' writing. */
const NUMERAL =
  '[\u3007\u96F6\u4E00\u4E8C\u4E24\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D\u5341\u767E\u5343\u4E07\u4EBF\u534A' +
  '\u58F9\u8D30\u53C1\u8086\u4F0D\u9646\u67D2\u634C\u7396\u62FE\u4F70\u4EDF]';

/** Yuan, discount, number, day, month, building, room: what makes even one numeral a figure. */
const FIRM_UNIT = '(?:\u5143|\u5757\u94B1|\u6298|\u53F7|\u65E5|\u6708|\u680B|\u5E62|\u5BA4|%)';

/** Kuai and year mean a figure only after longer numerals; after one they are everyday words. */
const SOFT_UNIT = '[\u5757\u5E74]';

const IN_WORDS = new RegExp(`${NUMERAL}${FIRM_UNIT}|${NUMERAL}{2,}${SOFT_UNIT}`, 'u');

const FIGURE = new RegExp(
  `\\d(?:[\\d.,:/-]*\\d)?(?:${FIRM_UNIT})?|${NUMERAL}+(?:${FIRM_UNIT}|${SOFT_UNIT})|${NUMERAL}{2,}`,
  'gu',
);

const STARTS_WITH_DIGIT = /^\d/u;
const ENDS_WITH_DIGIT = /\d$/u;

/** What the text says although the ledger does not know it. */
export interface Unknown {
  readonly figure: boolean;
  readonly link: boolean;
}

/**
 * Looks for sums, days, rooms and links that do not come from `known`.
 * @param text normalised.
 */
export function unknownIn(text: string, known: readonly string[]): Unknown {
  let rest = text;
  const longestFirst = known
    .map((figure) => normalise(figure).trim())
    .toSorted((a, b) => b.length - a.length);
  for (const figure of longestFirst) {
    if (figure !== '') rest = without(rest, figure);
  }
  return { figure: DIGITS.test(rest) || IN_WORDS.test(rest), link: LINK.test(rest) };
}

/** The figures somebody wrote, for a text that repeats them and may have no others. */
export function figuresIn(text: string): string[] {
  return normalise(text).match(FIGURE) ?? [];
}

/** Takes a known figure out of the text wherever it stands alone; as a part of a longer one it is another figure. */
function without(text: string, figure: string): string {
  let kept = '';
  let from = 0;
  for (let at = text.indexOf(figure); at !== -1; at = text.indexOf(figure, from)) {
    const end = at + figure.length;
    const alone = !isLonger(text.slice(Math.max(0, at - 2), at), figure, text.slice(end, end + 5));
    kept += text.slice(from, at) + (alone ? ' ' : figure);
    from = end;
  }
  return kept + text.slice(from);
}

function isLonger(before: string, figure: string, after: string): boolean {
  if (STARTS_WITH_DIGIT.test(figure) && /\d[.,:/-]?$/u.test(before)) return true;
  if (ENDS_WITH_DIGIT.test(figure) && /^(?:[.:/-]?\d|,\d{3}(?!\d))/u.test(after)) return true;
  return figure.startsWith('http') && /^[\w/?&=#%-]/u.test(after);
}
