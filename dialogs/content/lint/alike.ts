import type { Message } from '../message.ts';
import type { TextChecks } from './text-checks.ts';

const SENTENCE = /[^\u3002\uFF01\uFF1F\uFF1B!?;\n]+/gu;

/** Shorter ones are everyday words. */
const SHORTEST = 8;

/** From this share of common pairs of characters on, two sentences read as one. */
const SAME = 0.8;

/** A sentence of the text that another wording says too, or nearly; how to pay, to reach a person and to stop are not counted. */
export function sharedSentence(
  text: string,
  others: readonly Message[],
  checks: TextChecks | undefined,
): string | undefined {
  const said = others.flatMap(({ source }) => sentencesIn(source, checks)).map(pairsOf);
  return sentencesIn(text, checks).find((sentence) => {
    const pairs = pairsOf(sentence);
    return said.some((other) => likeness(pairs, other) >= SAME);
  });
}

function sentencesIn(text: string, checks: TextChecks | undefined): string[] {
  return (text.match(SENTENCE) ?? [])
    .map((sentence) => sentence.trim())
    .filter(
      (sentence) =>
        sentence.replaceAll(/\{\w+\}/gu, '').length >= SHORTEST &&
        !/\{(?:payLink|office|law|bill)\}/u.test(sentence) &&
        checks?.person(sentence) === undefined &&
        checks?.stop(sentence) === undefined,
    );
}

function pairsOf(sentence: string): Set<string> {
  const characters = [...sentence.replaceAll(/[\s\p{P}]/gu, '')];
  return new Set(characters.slice(1).map((character, at) => `${characters[at]}${character}`));
}

/** Dice's coefficient: 1 where both have the same pairs. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((pair) => b.has(pair)).length;
  return (2 * common) / (a.size + b.size || 1);
}
