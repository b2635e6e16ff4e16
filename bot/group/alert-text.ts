import { type CaseFact, caseLine, joined, said } from './case-text.ts';
import type { GroupWords } from './group-words.ts';
import type { Text } from './post.ts';

/** A case to be told of; `isLate` where somebody waits for too long. */
export interface AlertFact extends CaseFact {
  readonly isUrgent: boolean;
  readonly isLate: boolean;
}

/** Lines of one alert; of more, their number is told. */
const MOST_LINES = 6;

/**
 * What a group is told: queue, kind of matter, how long, and a number. The room is left out on purpose: whoever is
 * spoken of here owes a fee, so that a room in a group would tell of its debt.
 * @param link where the console shows more; null where no address is set.
 */
export function alertText(
  words: GroupWords,
  cases: readonly AlertFact[],
  link: string | null,
): Text {
  const shown = cases.slice(0, MOST_LINES);
  const lines = (urgent: boolean): Text[] =>
    shown
      .filter(({ isUrgent }) => isUrgent === urgent)
      .map((one) => caseLine(words, one.isLate ? 'alert.late' : 'alert.line', one));
  const parts: Text[] = [];
  for (const [head, those] of [
    ['alert.urgent', lines(true)],
    ['alert.waiting', lines(false)],
  ] as const) {
    if (those.length > 0) parts.push(said(words, head), ...those);
  }
  const rest = cases.length - shown.length;
  if (rest > 0) parts.push(said(words, 'alert.more', { n: String(rest) }));
  parts.push(said(words, 'alert.how'));
  if (link !== null) parts.push(said(words, 'alert.link', { link }));
  return joined(parts);
}
