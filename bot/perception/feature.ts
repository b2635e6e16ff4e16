import type { Phrases } from './extract.ts';
import type { Lexicon } from './lexicon.ts';
import type { Span } from './room-grammar.ts';

/** How many weights a label has for sequences of signs; a power of two. */
export const BUCKETS = 1 << 14;
const LONGEST = 2;
const FNV_PRIME = 16_777_619;
const FNV_START = 2_166_136_261;
const EDGE = 1;

/** Signs of the private use area that stand for what a grammar recognised. */
const MASKS = {
  room: '\u{e000}',
  day: '\u{e001}',
  past: '\u{e002}',
  years: '\u{e003}',
  sum: '\u{e004}',
};

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

function mix(hash: number, code: number): number {
  return Math.imul(hash ^ code, FNV_PRIME);
}

/** Splits into signs: a Chinese character, a Latin word or a mask each; punctuation other than ? and ! is left out. */
function signs(text: string): number[] {
  const found = [EDGE];
  let word = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const isWord = (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 39;
    if (isWord) {
      word = mix(word === 0 ? FNV_START : word, code);
      continue;
    }
    if (word !== 0) found.push(word);
    word = 0;
    if (code === 63 || code === 33 || code > 0x2fff) {
      const isStop = code === 0x3002 || code === 0x3001 || code === 0xff0c;
      if (!isStop) found.push(code);
    } else if (code >= 0x2190) found.push(code);
  }
  if (word !== 0) found.push(word);
  found.push(EDGE);
  return found;
}

/** The features of one text, as places in a row of weights. */
export interface Features {
  /** Hashed sequences of one or two signs. */
  readonly sequences: readonly number[];
  /** Ids of the lexicon's concepts. */
  readonly concepts: readonly number[];
}

/**
 * @param masked a standard text with masks, for the sequences.
 * @param plain the same without masks, for the lexicon.
 */
export function featuresOf(masked: string, plain: string, lexicon: Lexicon): Features {
  const given = signs(masked);
  const sequences = new Set<number>();
  for (let start = 0; start < given.length; start += 1) {
    let hash = FNV_START;
    for (let length = 1; length <= LONGEST && start + length <= given.length; length += 1) {
      hash = mix(hash, given[start + length - 1] ?? 0);
      const only = length === 1 && given[start] === EDGE;
      if (!only) sequences.add((hash ^ (hash >>> 15)) & (BUCKETS - 1));
    }
  }
  const concepts: number[] = [];
  lexicon.concepts(plain, (concept) => concepts.push(concept));
  return { sequences: [...sequences], concepts };
}
