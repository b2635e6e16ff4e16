/** How alike two texts must be to count as nearly the same (Dice's coefficient over pairs of characters). */
const NEAR = 0.6;
/** Shorter texts only count where they are the same. */
const SHORTEST = 5;

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}]/gu, '');
}

function pairsIn(text: string): Set<string> {
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < text.length; at += 1) pairs.add(text.slice(at, at + 2));
  return pairs;
}

/** Says of a text whether one of `others` is the same or nearly so: such a text measures memory, not understanding. */
export function nearTo(others: readonly string[]): (text: string) => boolean {
  const known = others.map(plain);
  const same = new Set(known);
  const sizes: number[] = [];
  const holders = new Map<string, number[]>();
  known.forEach((text, index) => {
    const pairs = pairsIn(text);
    sizes.push(pairs.size);
    for (const pair of pairs) {
      const held = holders.get(pair);
      if (held) held.push(index);
      else holders.set(pair, [index]);
    }
  });
  return (given) => {
    const text = plain(given);
    if (same.has(text)) return true;
    if (text.length < SHORTEST) return false;
    const pairs = pairsIn(text);
    const common = new Map<number, number>();
    for (const pair of pairs) {
      for (const index of holders.get(pair) ?? []) common.set(index, (common.get(index) ?? 0) + 1);
    }
    return [...common].some(
      ([index, count]) => (2 * count) / (pairs.size + (sizes[index] ?? 0)) >= NEAR,
    );
  };
}
