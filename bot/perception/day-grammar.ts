import type { LocalDate } from '#domain/time.ts';
import type { NamedDay } from '#domain/understanding.ts';
import type { DayRule, ReadDay } from './day-rule.ts';
import { ENGLISH_DAYS } from './english-day-grammar.ts';
import type { Span } from './room-grammar.ts';
import { ZH_DAYS } from './zh-day-grammar.ts';

/** Words in a text that have to do with time. */
export interface DayPhrase extends Span {
  readonly kind: DayRule['kind'];
  readonly read: (today: LocalDate) => ReadDay | null;
}

const MAY_BE_DAY = /[今明后昨前周天日号月年期拜底晚朝旦节庆春秋一刻马立这现会下中\d]/u;
const MAY_BE_ENGLISH = /[a-z]{3}|\d(?:st|nd|rd|th)/u;
const BREAK = /[,，。;；!！?？\n]/u;
const HEDGE =
  /大概|可能|应该|差不多|估计|也许|说不定|看情况|争取|尽量|尽可能|或许|不一定|不确定|预计|左右|前后|上下|再看|再说|再定|再决定|再考虑|交不交|之间|都行|都可以|要是|如果|只要|除非|修好|maybe|probably|perhaps|should be able|around|try to|might/u;
const EITHER = /或者?|要么|要不|还是|\bor\b|号?到\d+号|\d、\d+号/u;
/** A promise on a condition is none yet. */
const CONDITION = /不然|否则|要是|如果|假如|只要|除非|修好了?[我就再才]|\bif\b|\bunless\b/u;
/** Somebody else's word is no promise of the one who writes. */
const REPORTED = /(?<![我咱俺我再])说[^，,。]{0,3}$|通知[^，,。]{0,4}$/u;
const LATER_THAN = /^(?:之后|以后|过后|后(?!天))/u;
const NOT_THEN =
  /没空|没时间|没带|凭什么|停[水电气]|断[水电]|起(?:物业|涨|收|停|电)|给我个?(?:说法|答复|回复|交代|解释|电话|结果)|再不|那天|至今|到现在|没有空|没有时间|不行|没法|来不及|不方便|不能|不可以|不得空|交不了|付不了|转不了|没钱|去不了|不可能|can't|cannot|not possible/u;
const ELSEWHERE = /出差|忙|开会|加班|上班|不在|请假|休息|要去|busy|away/u;
const PAYS = /[交缴付给转补]|pay|transfer|settle/u;
/** Paid already, where the day is today: 今天交过了. */
const DONE = /^.{0,6}[交缴付转打](?:过|了(?![就再吧我]))/u;
/** Between two days: the second one takes the place of the first. */
const TAKES_BACK = /不对|不不|打错|说错|记错|[,，?？。]\s?不[,，]|不是/u;
const DENIED = /(?:不是|别是|\bnot )$/u;
const ONLY_NOW = /^(?:才|刚)/u;

/** Whether a text has a word for paying. */
export function speaksOfPaying(text: string): boolean {
  return PAYS.test(text);
}

/** Finds the words for days; the longer and the more exact of two overlapping ones stays. */
export function findDays(text: string, taken: readonly Span[] = []): DayPhrase[] {
  const rules = [
    ...(MAY_BE_DAY.test(text) ? ZH_DAYS : []),
    ...(MAY_BE_ENGLISH.test(text) ? ENGLISH_DAYS : []),
  ];
  const found: DayPhrase[] = [];
  for (const rule of rules) {
    for (const match of text.matchAll(rule.pattern)) {
      const span = { start: match.index, end: match.index + match[0].length };
      const clash = [...taken, ...found].some(
        (other) => other.start < span.end && span.start < other.end,
      );
      if (clash) continue;
      found.push({ ...span, kind: rule.kind, read: (today) => rule.read(match, today) });
    }
  }
  return found.toSorted((a, b) => a.start - b.start);
}

function clauseAround(text: string, { start, end }: Span): { before: string; after: string } {
  let from = start;
  while (from > 0 && !BREAK.test(text.charAt(from - 1))) from -= 1;
  let to = end;
  while (to < text.length && !BREAK.test(text.charAt(to))) to += 1;
  return { before: text.slice(from, start), after: text.slice(end, to) };
}

/** Whether the clause says that this is not the day. */
function isRuledOut(before: string, after: string): boolean {
  return DENIED.test(before) || ONLY_NOW.test(after) || NOT_THEN.test(after);
}

/** Whether the clause says that the money went today. */
function isDone(after: string): boolean {
  return DONE.test(after);
}

/** Whether the clause says where somebody is on that day rather than when the money comes. */
function isElsewhere(after: string): boolean {
  return ELSEWHERE.test(after) && !PAYS.test(after);
}

/**
 * The days a text names to do something on, in the order of the words.
 * @param text aligned: its positions are those of `original`.
 * @param corrects an earlier day is taken back, so that only the last one counts.
 */
export function nameDays(
  text: string,
  original: string,
  phrases: readonly DayPhrase[],
  today: LocalDate,
  corrects: boolean,
): NamedDay[] {
  const named: Clause[] = [];
  for (const phrase of phrases) {
    const day = phrase.read(today);
    if (!day) continue;
    const { before, after } = clauseAround(text, phrase);
    if (isRuledOut(before, after) || (day.due === today && isDone(after))) continue;
    const open =
      day.unsure || HEDGE.test(before + after) || LATER_THAN.test(after) || REPORTED.test(before);
    const words = original.slice(phrase.start, phrase.end);
    named.push({
      due: day.due,
      unsure: open,
      words,
      end: phrase.end,
      start: phrase.start,
      elsewhere: isElsewhere(after),
      pays: PAYS.test(before + after),
    });
  }
  const kept = meantOf(named, text, corrects);
  const several = new Set(kept.map(({ due }) => due)).size > 1;
  const conditional = CONDITION.test(text) || (EITHER.test(text) && kept.length > 0);
  const certain = kept.some(({ unsure }) => !unsure);
  return kept.map(({ due, unsure, words }) => ({
    due,
    unsure: several || conditional || (unsure && !certain),
    words,
  }));
}

/** A named day with its clause. */
interface Clause extends NamedDay, Span {
  /** The clause says where somebody is on that day. */
  readonly elsewhere: boolean;
  /** The clause speaks of paying. */
  readonly pays: boolean;
}

/** Of several days those that are meant: the one that takes back another, the one of the clause that pays. */
function meantOf(named: readonly Clause[], text: string, corrects: boolean): Clause[] {
  const free = named.filter(({ elsewhere }) => !elsewhere);
  // Elsewhere on the only day: perhaps somebody else pays then.
  const meant = free.length > 0 ? free : named.map((day) => ({ ...day, unsure: true }));
  const last = meant.at(-1);
  const before = meant.at(-2);
  if (!last || !before) return meant;
  if (corrects || TAKES_BACK.test(text.slice(before.end, last.start))) return [last];
  const paying = meant.filter(({ pays }) => pays);
  const [day] = paying;
  const one = day !== undefined && paying.every(({ due }) => due === day.due);
  // 1月8号发年终，8号交: the same number may be the other day.
  const namesake = meant.some(({ due }) => due !== day?.due && due.slice(8) === day?.due.slice(8));
  return one && !namesake ? paying : meant;
}
