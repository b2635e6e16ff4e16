import type { Phrases } from './extract.ts';

/** Words that add nothing to a day or a sum. */
const FILLERS =
  /之?前|以前|为止|左右|先|再|就|我|给|交|缴|付|来|去|行|可以|好|的|那天|一定|准时?|转|on|by|the|before|pay|will|i|for|at|latest/gu;
const STOPS = /[\s\p{P}\p{S}]/gu;

/** Whether a text is nothing but days and sums: here such words are an answer to when and how much. */
export function isBare(
  aligned: string,
  { rooms, days, amounts }: Phrases,
  particles: readonly string[],
): boolean {
  const spans = [...rooms, ...days, ...amounts].toSorted((a, b) => a.start - b.start);
  let rest = '';
  let at = 0;
  for (const { start, end } of spans) {
    if (start > at) rest += aligned.slice(at, start);
    at = Math.max(at, end);
  }
  rest = (rest + aligned.slice(at)).replaceAll(FILLERS, '').replaceAll(STOPS, '');
  for (const particle of particles) rest = rest.replaceAll(particle, '');
  return rest === '';
}
