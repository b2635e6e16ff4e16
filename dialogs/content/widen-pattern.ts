/** Other ways to write a character, as traditional Chinese: each character to all that stand for it. */
export type Variants = ReadonlyMap<string, string>;

/** Words that mean the same, by the name under which patterns refer to them. */
export type Phrases = ReadonlyMap<string, string>;

/** `~8`: up to 8 characters of the same sentence; `_8`: of the same clause. */
const GAP = /([~_])(\d{1,2})/gu;
const SENTENCE = '[^\\u3002!?;\\n]';
const CLAUSE = '[^,\\u3002!?;\\n]';

/** `{owing}`: any of these words. */
const PHRASE = /\{([a-z][a-z-]*)\}/gu;

/** `&owing` at the end: the pattern counts only where the text says one of these words as well, before or after. */
const BESIDE = /&([a-z][a-z-]*)$/u;

/** Names of the phrases a pattern refers to. */
export function phrasesOf(source: string): string[] {
  const [, beside] = BESIDE.exec(source) ?? [];
  const inside = [...source.matchAll(PHRASE)].map(([, name = '']) => name);
  return beside === undefined ? inside : [...inside, beside];
}

/**
 * Writes out the gaps and phrases of a pattern, which keep rules short enough to be read by the office.
 * @param phrases without them a phrase stands for nothing, which is enough to see whether a pattern is well written.
 */
export function expandGaps(source: string, phrases: Phrases = new Map()): string {
  const words = (name: string) => `(?:${phrases.get(name) ?? ''})`;
  const [suffix, beside] = BESIDE.exec(source) ?? ['', undefined];
  const own = source
    .slice(0, source.length - suffix.length)
    .replaceAll(PHRASE, (_, name: string) => words(name))
    .replaceAll(
      GAP,
      (_, sign: string, most: string) => `${sign === '~' ? SENTENCE : CLAUSE}{0,${most}}`,
    );
  if (beside === undefined) return own;
  return `(?:${own})(?:(?=[^]*${words(beside)})|(?<=${words(beside)}[^]*))`;
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
