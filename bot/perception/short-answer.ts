import type { Lexicon } from './lexicon.ts';
import { readNumeral } from './numeral-grammar.ts';

const EDGES = /^[\s\p{P}\p{S}\u{fe0f}\u{20e3}]+|[\s\p{P}\p{S}\u{fe0f}\u{20e3}]+$/gu;
/** Longer messages are read in full. */
const LONGEST = 16;

/** A message without the punctuation and pictures around it. */
export function trimmed(text: string): string {
  return text.replaceAll(EDGES, '');
}

/**
 * The number of the choice a message consists of, as `1` in `回复1`.
 * @param choices how many are open; a number beyond them is no choice.
 */
export function readChoice(aligned: string, lexicon: Lexicon, choices: number): number | null {
  const text = trimmed(aligned);
  if (choices < 1 || text === '' || text.length > LONGEST) return null;
  for (let start = 0; start < text.length; start += 1) {
    const before = trimmed(text.slice(0, start));
    if (before !== '' && !lexicon.choiceBefore.has(before)) continue;
    for (let end = text.length; end > start; end -= 1) {
      const after = trimmed(text.slice(end));
      if (after !== '' && !lexicon.choiceAfter.has(after)) continue;
      const number = readNumeral(trimmed(text.slice(start, end)));
      if (number !== undefined && number >= 1 && number <= choices) return number;
    }
  }
  return null;
}

/** A yes or a no, when the whole message is nothing else. */
export function readAnswer(aligned: string, lexicon: Lexicon): 'yes' | 'no' | null {
  const whole = trimmed(aligned);
  if (whole === '' || whole.length > LONGEST) return null;
  const bare = withoutParticles(whole, lexicon.particles);
  for (const text of [whole, bare]) {
    if (lexicon.deny.has(text)) return 'no';
    if (lexicon.affirm.has(text)) return 'yes';
  }
  const words = whole.split(/[\s\p{P}]+/u).map((word) => withoutParticles(word, lexicon.particles));
  if (words.length > 1 && words.every((word) => word === '' || lexicon.affirm.has(word)))
    return 'yes';
  if (words.length > 1 && words.every((word) => word === '' || lexicon.deny.has(word))) return 'no';
  return null;
}

function withoutParticles(text: string, particles: readonly string[]): string {
  let rest = text;
  for (let cut = true; cut;) {
    const particle = particles.find((one) => rest.length > one.length && rest.endsWith(one));
    cut = particle !== undefined;
    if (particle !== undefined) rest = trimmed(rest.slice(0, -particle.length));
  }
  return particles.includes(rest) ? '' : rest;
}
