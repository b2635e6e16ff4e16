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
  /大概|可能|应该|差不多|估计|也许|说不定|看情况|争取|尽量|尽可能|或许|不一定|不确定|预计|左右|前后|上下|再看|maybe|probably|perhaps|should be able|around|try to|might/u;
const EITHER = /或者?|要么|要不|还是|\bor\b/u;
const LATER_THAN = /^(?:之后|以后|过后|后(?!天))/u;
const NOT_THEN =
  /没空|没时间|没有空|没有时间|不行|没法|来不及|不方便|不能|不可以|不得空|交不了|付不了|转不了|没钱|去不了|不可能|can't|cannot|not possible/u;
const ELSEWHERE = /出差|忙|开会|加班|上班|不在|请假|休息|要去|busy|away/u;
const PAYS = /[交缴付给转补]|pay|transfer|settle/u;
const DENIED = /(?:不是|别是|\bnot )$/u;
const ONLY_NOW = /^(?:才|刚)/u;

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
  if (DENIED.test(before) || ONLY_NOW.test(after) || NOT_THEN.test(after)) return true;
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
  const either = EITHER.test(text);
  const named: (NamedDay & Span)[] = [];
  for (const phrase of phrases) {
    const day = phrase.read(today);
    if (!day) continue;
    const { before, after } = clauseAround(text, phrase);
    if (isRuledOut(before, after)) continue;
    const open = day.unsure || HEDGE.test(before + after) || LATER_THAN.test(after);
    const words = original.slice(phrase.start, phrase.end);
    named.push({ due: day.due, unsure: open, words, start: phrase.start, end: phrase.end });
  }
  const kept = corrects ? named.slice(-1) : named;
  const doubtful = either && kept.length > 1;
  return kept.map(({ due, unsure, words }) => ({ due, unsure: unsure || doubtful, words }));
}
