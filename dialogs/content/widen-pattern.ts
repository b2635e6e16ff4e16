/** Other ways to write a character, as traditional Chinese: each character to all that stand for it. */
export type Variants = ReadonlyMap<string, string>;

/** `~8`: up to 8 characters of the same sentence; `_8`: of the same clause. */
const GAP = /([~_])(\d{1,2})/gu;
const SENTENCE = '[^\\u3002!?;\\n]';
const CLAUSE = '[^,\\u3002!?;\\n]';

/** Writes out the gaps of a pattern, which keep rules short enough to be read by the office. */
export function expandGaps(source: string): string {
  return source.replaceAll(
    GAP,
    (_, sign: string, most: string) => `${sign === '~' ? SENTENCE : CLAUSE}{0,${most}}`,
  );
}

const META = /[\\^$.*+?()[\]{}|]/u;

/**
 * Lets a pattern find every character in its other ways of writing too, so that a rule is written once and in plain
 * characters: a character with variants becomes a class of all of them.
 */
export function widenPattern(source: string, variants: Variants): string {
  let widened = '';
  let inClass = false;
  let escaped = false;
  for (const character of source) {
    const others = META.test(character) ? undefined : variants.get(character);
    if (!escaped && character === '[') inClass = true;
    if (!escaped && character === ']') inClass = false;
    escaped = !escaped && character === '\\';
    if (others === undefined) widened += character;
    else widened += inClass ? character + others : `[${character}${others}]`;
  }
  return widened;
}
