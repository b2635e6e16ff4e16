import { type Fen, fen, parseYuan } from '#domain/money.ts';
import { NUMERAL_CHARS, readNumeral } from './numeral-grammar.ts';
import type { Span } from './room-grammar.ts';

export interface AmountPhrase extends Span {
  readonly amount: Fen;
  /** The words leave the sum open, as 三千多. */
  readonly rough: boolean;
}

/** Nothing that a household owes is larger; longer figures are telephone or account numbers. */
const LARGEST = 1_000_000_000;

const FIGURE = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,7}(?:\.\d{1,2})?`;
const YUAN = String.raw`(?:块钱|块|元整|元|圆|蚊|rmb|人民币|yuan|kuai|cny)`;
const DIME = String.raw`(?:\s?([0-9一二三四五六七八九])(?:毛|角)?(?:([0-9一二三四五六七八九])分?)?(?![\d${NUMERAL_CHARS}百千个号月天平方㎡度吨年季户次期]))?`;
/** What makes a figure a count of something else. */
const NOT_MONEY = String.raw`(?!\s*[多几来]?(?:年|天|日|号|月|个|平|米|㎡|户|人|次|分|斤|遍|倍|岁|小时|度|期|栋|幢|单元|室|楼|层|点|%|度|秒|步|家|条|只|间|套|遍|:|：|-|/|\d))`;
const RATE = String.raw`(?!\s*(?:每|一|/|1)\s*(?:个)?(?:平|㎡|方|度|吨))`;

const WITH_UNIT = new RegExp(
  String.raw`(?<![\d.\-/])[¥￥]?\s?(${FIGURE})\s?([千百万kw])?(\d)?\s?${YUAN}${DIME}${RATE}`,
  'gu',
);
const WITH_SIGN = new RegExp(
  String.raw`(?:[¥￥]|rmb|cny|人民币)\s?(${FIGURE})([千百万kw])?(?![\d.])`,
  'gu',
);
const WITH_MAGNITUDE = new RegExp(
  String.raw`(?<![\d.\-/a-z])(\d{1,4}(?:\.\d{1,2})?)\s?([千百万kw])(\d)?(?![\da-z])${NOT_MONEY}${RATE}`,
  'gu',
);
const SPELLED = new RegExp(
  String.raw`(?<![第${NUMERAL_CHARS}\d])([${NUMERAL_CHARS}]{1,12})\s?(${YUAN})?${DIME}${NOT_MONEY}${RATE}`,
  'gu',
);
const AFTER_VERB = new RegExp(
  String.raw`(?:交|缴|付|给|转|还|欠|凑|先|剩|差|打(?!12345|1231)|俾|畀|首付|每月|每期|每次|每个月|一期|一个月|第一笔|头一笔|清|各|共|现金|刷|取|\bpay)(?:了|你们|你|个|上|过去|交|付|是)?\s?(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{2,6}(?:\.\d{1,2})?)(?!\d|\.\d|,\d{3}(?!\d))${NOT_MONEY}`,
  'gu',
);
/** A number that stands alone between stops, as in 周五，1500; years and hot lines are none. */
const ALONE =
  /(?<=^|[,，。;；!！?？\s\u{e000}-\u{e004}号日天晚早后前吧]|[周期拜][一二三四五六日天末\d])(?!(?:19|20)\d\d(?!\d)|123\d\d|1[0-2]\d(?!\d)|9\d{4})(\d{3,5}(?:\.\d{1,2})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?)(?=$|[,，。;；!！?？\s]|先|分|行|可以|吧|now|first| now| first|整)/gu;
const ROUGH_BEFORE = /大概|差不多|大约|约|估计|可能|也就$/u;
const ROUGH_AFTER = /^(?:多|来块|左右|上下|出头|不到|几)/u;
/** Sums of which only the size is said. */
const ROUGH_SUM =
  /[百千万]把块?|[一二两三四五六七八九]{2}[百千万]|[百千][一二两三四五六七八九]{2}(?![百千万十元块])|几[百千万]|[百千万]多/u;
const BEFORE_FIRST = /(?<![\d.\-/])(\d{2,6})(?=先(?!生))/gu;

const MAGNITUDE: Readonly<Record<string, number>> = {
  百: 100,
  千: 1000,
  k: 1000,
  万: 10_000,
  w: 10_000,
};

function figure(
  digits: string,
  magnitude: string | undefined,
  tail: string | undefined,
): Fen | undefined {
  const base = parseYuan(digits.replaceAll(',', ''));
  if (base === undefined) return undefined;
  const times = magnitude === undefined ? 1 : (MAGNITUDE[magnitude] ?? 1);
  if (tail !== undefined && times === 1) return undefined;
  return checked(base * times + Number(tail ?? 0) * times * 10);
}

/** Fen of the dimes and cents said after the yuan. */
function small(dime: string | undefined, cent: string | undefined): number {
  return (readNumeral(dime ?? '') ?? 0) * 10 + (readNumeral(cent ?? '') ?? 0);
}

function checked(value: number): Fen | undefined {
  return Number.isSafeInteger(value) && value > 0 && value <= LARGEST ? fen(value) : undefined;
}

function spelled(
  words: string,
  unit: string | undefined,
  rest: number | '' | undefined,
): Fen | undefined {
  const hasPlace = /[百千万佰仟]/u.test(words);
  if (!hasPlace && unit === undefined) return undefined;
  if (/^[百千万佰仟]/u.test(words)) return undefined;
  const value = readNumeral(words);
  return value === undefined ? undefined : checked(value * 100 + (rest || 0));
}

type Reader = (match: RegExpExecArray) => Fen | undefined;
const RULES: readonly (readonly [RegExp, Reader])[] = [
  [
    WITH_UNIT,
    ([, digits = '', magnitude, tail, dime, cent]) => {
      const value = figure(digits, magnitude, tail);
      return value && checked(value + small(dime, cent));
    },
  ],
  [WITH_SIGN, ([, digits = '', magnitude]) => figure(digits, magnitude, undefined)],
  [WITH_MAGNITUDE, ([, digits = '', magnitude, tail]) => figure(digits, magnitude, tail)],
  [SPELLED, ([, words = '', unit, dime, cent]) => spelled(words, unit, unit && small(dime, cent))],
  [AFTER_VERB, ([, digits = '']) => figure(digits, undefined, undefined)],
  [BEFORE_FIRST, ([, digits = '']) => figure(digits, undefined, undefined)],
  [ALONE, ([, digits = '']) => figure(digits, undefined, undefined)],
];

/** Finds sums of money; `taken` are the parts of the text that are rooms or days. */
export function findAmounts(text: string, taken: readonly Span[]): AmountPhrase[] {
  const found: AmountPhrase[] = [];
  const overlaps = (start: number, end: number) =>
    [...taken, ...found].some((span) => span.start < end && start < span.end);
  for (const [pattern, read] of RULES) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (overlaps(start, end)) continue;
      const amount = read(match);
      if (amount === undefined) continue;
      const rough =
        ROUGH_BEFORE.test(text.slice(Math.max(0, start - 4), start)) ||
        ROUGH_AFTER.test(text.slice(end));
      found.push({ start, end, amount, rough });
    }
  }
  return found.toSorted((a, b) => a.start - b.start);
}

/** Whether only the size of a sum is said, as in 千把块. */
export function saysRoughSum(text: string, found: readonly AmountPhrase[]): boolean {
  return found.some(({ rough }) => rough) || ROUGH_SUM.test(text);
}
