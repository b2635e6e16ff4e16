/** Where one sentence of a text ends. */
const SENTENCE = /[^\u3002\uFF01\uFF1F\uFF1B!?;\n]+[\u3002\uFF01\uFF1F\uFF1B!?;\n]?/gu;

/** Shorter pieces show nothing. */
const SHORTEST = 2;

/**
 * The smallest piece of a text that is refused by itself: the sentence, then its last and first characters taken away as
 * long as it still is. Undefined where no sentence is refused alone, only the whole.
 */
export function offendingPiece(
  text: string,
  isRefused: (piece: string) => boolean,
): string | undefined {
  const sentence = (text.match(SENTENCE) ?? []).find(isRefused);
  if (sentence === undefined) return undefined;
  let piece = sentence;
  const shrink = (shorter: (characters: string[]) => string[]) => {
    for (;;) {
      const less = shorter([...piece]).join('');
      if (less.length < SHORTEST || !isRefused(less)) return;
      piece = less;
    }
  };
  shrink((characters) => characters.slice(0, -1));
  shrink((characters) => characters.slice(1));
  return piece;
}
