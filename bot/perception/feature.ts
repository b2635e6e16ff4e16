import type { Phrases } from './extract.ts';
import { START, hashText, mix, placeOf } from './hash.ts';
import type { Lexicon } from './lexicon.ts';
import type { Span } from './room-grammar.ts';
import { soundOf } from './sound.ts';

/** How many rows of weights the hashed features share; a power of two. */
export const ROWS = 1 << 17;

/** Longest sequence of signs that is one feature. */
const LONGEST = 3;
/** Every pair of signs is a feature in texts with no more different ones. */
const MOST_PAIRED = 16;
const EDGE = 1;

/** Signs of the private use area that stand for what a grammar recognised. */
const MASKS = {
  room: '\u{e000}',
  day: '\u{e001}',
  past: '\u{e002}',
  years: '\u{e003}',
  sum: '\u{e004}',
};

/** What kind of feature a hash is of, so that equal signs of two kinds do not share a row. */
const KINDS = { sequence: 11, pair: 23, sound: 37 };

/** Puts one sign in place of every room, day and sum, so that one example teaches all. */
export function mask(aligned: string, { rooms, days, amounts }: Phrases): string {
  const spans: (Span & { sign: string })[] = [
    ...rooms.map((span) => ({ ...span, sign: MASKS.room })),
    ...days.map((span) => ({ ...span, sign: MASKS[span.kind] })),
    ...amounts.map((span) => ({ ...span, sign: MASKS.sum })),
  ];
  if (spans.length === 0) return aligned;
  let out = '';
  let at = 0;
  for (const { start, end, sign } of spans.toSorted((a, b) => a.start - b.start)) {
    if (start < at) continue;
    out += aligned.slice(at, start) + sign;
    at = end;
  }
  return out + aligned.slice(at);
}

/** Splits into signs: a Chinese character, a Latin word or a mask each; of punctuation only ? and ! are kept. */
function signsOf(text: string): number[] {
  const found = [EDGE];
  let word = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const isWord = (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 39;
    if (isWord) {
      word = mix(word === 0 ? START : word, code);
      continue;
    }
    if (word !== 0) found.push(word);
    word = 0;
    const isStop = code === 0x3002 || code === 0x3001 || code === 0xff0c;
    const isSign = code === 63 || code === 33 || code >= 0x2190;
    if (isSign && !isStop) found.push(code);
  }
  if (word !== 0) found.push(word);
  found.push(EDGE);
  return found;
}

/** The features of one text, as rows of weights; each row stands once in its kind. */
export interface Features {
  /** Hashed sequences of one to three signs. */
  readonly sequences: readonly number[];
  /** Hashed pairs of signs, wherever they stand. */
  readonly pairs: readonly number[];
  /** Hashed sounds of two neighbouring characters: what is mistyped by sound still sounds right. */
  readonly sounds: readonly number[];
  /** Ids of the lexicon's concepts. */
  readonly concepts: readonly number[];
}

function sequencesOf(signs: readonly number[]): number[] {
  const rows = new Set<number>();
  for (let start = 0; start < signs.length; start += 1) {
    let hash = mix(START, KINDS.sequence);
    for (let length = 1; length <= LONGEST && start + length <= signs.length; length += 1) {
      hash = mix(hash, signs[start + length - 1] ?? 0);
      const only = length === 1 && signs[start] === EDGE;
      if (!only) rows.add(placeOf(hash, ROWS));
    }
  }
  return [...rows];
}

function pairsOf(signs: readonly number[]): number[] {
  const different = [...new Set(signs)].filter((sign) => sign !== EDGE).toSorted((a, b) => a - b);
  if (different.length > MOST_PAIRED) return [];
  const rows = new Set<number>();
  different.forEach((one, index) => {
    const first = mix(mix(START, KINDS.pair), one);
    for (const other of different.slice(index + 1)) rows.add(placeOf(mix(first, other), ROWS));
  });
  return [...rows];
}

function soundsOf(text: string): number[] {
  const rows = new Set<number>();
  let before = mix(START, KINDS.sound);
  for (const char of text) {
    if (char < '\u{3400}') continue;
    const sound = soundOf(char);
    if (sound === '') continue;
    const hash = hashText(sound);
    rows.add(placeOf(mix(before, hash), ROWS));
    before = mix(mix(START, KINDS.sound), hash);
  }
  return [...rows];
}

/**
 * @param masked a standard text with masks, for what stands where.
 * @param plain the same without masks, for the lexicon and the sounds.
 */
export function featuresOf(masked: string, plain: string, lexicon: Lexicon): Features {
  const signs = signsOf(masked);
  const concepts: number[] = [];
  lexicon.concepts(plain, (concept) => concepts.push(concept));
  return {
    sequences: sequencesOf(signs),
    pairs: pairsOf(signs),
    sounds: soundsOf(plain),
    concepts,
  };
}
