import type { SpeechModel } from '#domain/content.ts';

/** How many places there are for sequences of characters; a power of two. */
export const PLACES = 1 << 16;
const LONGEST = 4;

const FNV_PRIME = 16_777_619;
const FNV_START = 2_166_136_261;

/** Begins and ends every sentence. */
const EDGE = 1;

const NUMBER = /\d[\d.,:/-]*/gu;

/** Where one sentence ends and the next begins; a full stop of Latin writing needs a space after it. */
const END = /[\u3002!?;\n]+|(?<=[a-z)])\.(?:\s+|$)/u;

/** Everything but letters and figures: whether a writer sets a stop says nothing of what is said. */
const SIGNS = /[^\p{L}\p{N}]+/gu;

const LINK = /\S*(?:https?:|\w\.[a-z]{2,})\S*/gu;

/** Shorter sentences say too little to be like anything. */
const SHORTEST = 7;

/** The sentences of a normalised text, without links. */
export function sentencesOf(text: string): string[] {
  return text
    .replaceAll(LINK, ' ')
    .split(END)
    .filter((sentence) => sentence.replaceAll(SIGNS, '').length >= SHORTEST);
}

/** The places of a sentence's sequences of one to four characters. */
export function placesOf(sentence: string, plain: ReadonlyMap<string, string>): number[] {
  const codes = [EDGE];
  for (const character of sentence.replaceAll(NUMBER, '0').replaceAll(SIGNS, ' ').trim()) {
    codes.push((plain.get(character) ?? character).codePointAt(0) ?? 0);
  }
  codes.push(EDGE);
  const places = new Set<number>();
  for (let start = 0; start < codes.length; start += 1) {
    let hash = FNV_START;
    for (let length = 1; length <= LONGEST && start + length <= codes.length; length += 1) {
      hash = Math.imul(hash ^ (codes[start + length - 1] ?? 0), FNV_PRIME);
      places.add((hash ^ (hash >>> 15)) & (PLACES - 1));
    }
  }
  return [...places];
}

/** How likely a sentence with these places is one that must not be said; between 0 and 1. */
export function likelihood(
  { bias, weights }: Pick<SpeechModel, 'bias' | 'weights'>,
  places: readonly number[],
): number {
  let score = 0;
  for (const place of places) score += weights[place] ?? 0;
  return 1 / (1 + Math.exp(-bias - score / Math.sqrt(Math.max(places.length, 1))));
}

/** The likelihood of the sentence of a normalised text that is most likely one. */
export function likeness(model: SpeechModel, text: string): number {
  return Math.max(
    0,
    ...sentencesOf(text).map((sentence) => likelihood(model, placesOf(sentence, model.plain))),
  );
}
