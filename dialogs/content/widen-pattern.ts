/** Other ways to write a character, as traditional Chinese: each character to all that stand for it. */
export type Variants = ReadonlyMap<string, string>;

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
