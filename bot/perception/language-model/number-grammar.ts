import { findPhrases } from '../extract.ts';
import type { Span } from '../room-grammar.ts';

/** Kinds of what is hidden, as the marks in its place name them. */
export const KINDS = ['姓名', '电话', '房号', '号码', '链接', '金额'] as const;
export type Kind = (typeof KINDS)[number];

export interface Hidden extends Span {
  readonly kind: Kind;
}

const NUMERAL = '[0-9〇零一二两三四五六七八九幺]';
const PLACE = '[0-9〇零一二两三四五六七八九十百a-z]';

const DATE = String.raw`20\d\d[-./]\d{1,2}[-./]\d{1,2}(?!\d)`;

/** In this order; what is taken is not looked at again. */
const RULES: readonly (readonly [Kind, RegExp])[] = [
  [
    '链接',
    /(?:https?:\/\/|www\.)[\x21-\x7E]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w.])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:\/[\x21-\x7E]*)?/gu,
  ],
  [
    '电话',
    /(?<![\d])(?:\+?86[ -]?)?1[3-9](?:[ .\-_]*\d){9}(?!\d)|(?<!\d)0\d{2,3}[ -]?\d{7,8}(?!\d)/gu,
  ],
  ['号码', /(?<!\d)\d(?:[ _]?\d){13,18}x?(?!\d)/gu],
  ['号码', /(?:wxid_|微信号?|qq号?|vx|v信|wx)[:：是为\s]{0,3}[a-z0-9][\w-]{4,}/gu],
  [
    '号码',
    /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z][·.\s]?[a-z0-9]{5,6}/gu,
  ],
  ['号码', /(?<![a-z0-9])(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{6,}(?![a-z0-9])/gu],
  ['号码', new RegExp(`(?<!${NUMERAL})(?!${DATE})(?:${NUMERAL}[ -]?){7,}(?!${NUMERAL})`, 'gu')],
];

const ROOMS: readonly RegExp[] = [
  new RegExp(
    `${PLACE}{1,4}\\s?(?:号楼|号院|栋|幢|座|单元)(?:\\s?${PLACE}{1,4}\\s?(?:单元|门|梯|号楼|栋))?(?:\\s?${PLACE}{1,4}(?:室|号|房|户)?)?`,
    'gu',
  ),
  new RegExp(`${PLACE}{2,4}\\s?(?:室|房(?!子|屋|租|价|贷|东)|户(?!主|型|口))`, 'gu'),
  /(?<![\d.])[a-z]?\d{1,3}(?:[-/#—]\d{1,4}){1,3}(?![\d.])/gu,
];

/** What is left of figures: three digits or more in a row are a door, a code, a sum without a unit. */
const FIGURES = new RegExp(`\\d{3,}(?:\\.\\d+)?|[〇零一二两三四五六七八九幺]{4,}`, 'gu');

/**
 * Finds numbers, rooms, links and sums. Days stay: when somebody pays says what they mean, and not who they are.
 * @param aligned with full-width signs and capitals brought together, position for position.
 */
export function findNumbers(aligned: string): Hidden[] {
  const found: Hidden[] = [];
  const days: Span[] = [];
  const isFree = ({ start, end }: Span): boolean =>
    [...found, ...days].every((one) => end <= one.start || one.end <= start);
  const take = (kind: Kind, spans: readonly Span[]): void => {
    for (const span of spans)
      if (isFree(span)) found.push({ kind, start: span.start, end: span.end });
  };
  for (const [kind, pattern] of RULES) take(kind, spansOf(aligned, pattern));
  const phrases = findPhrases(aligned);
  take('房号', phrases.rooms);
  days.push(...phrases.days.filter((day) => isFree(day)));
  for (const pattern of ROOMS) take('房号', spansOf(aligned, pattern));
  take('金额', phrases.amounts);
  take('号码', spansOf(aligned, FIGURES));
  return found;
}

function spansOf(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}
