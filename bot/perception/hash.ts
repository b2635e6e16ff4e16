/** Hashing of short sequences to 32 bits (FNV-1a), the same on every machine. */

const PRIME = 16_777_619;

/** The hash of nothing. */
export const START = 2_166_136_261;

/** The hash after one more code. */
export function mix(hash: number, code: number): number {
  return Math.imul(hash ^ code, PRIME);
}

/** The hash of a text's UTF-16 units. */
export function hashText(text: string): number {
  let hash = START;
  for (let at = 0; at < text.length; at += 1) hash = mix(hash, text.charCodeAt(at));
  return hash;
}

/** Spreads a hash over `size` places; `size` is a power of two. */
export function placeOf(hash: number, size: number): number {
  const folded = Math.imul(hash ^ (hash >>> 15), 2_246_822_519);
  return (folded ^ (folded >>> 13)) & (size - 1);
}
