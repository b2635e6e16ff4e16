import { z } from 'zod';
import { TermTrie } from './term-trie.ts';

/** How the same is written elsewhere: `locales/<tag>/variants.yaml`. */
export const variantsSchema = z.strictObject({
  /** Character → the characters that stand for it. */
  characters: z.record(z.string(), z.string()).default({}),
  /** Word → how it is said in other places. */
  words: z.record(z.string(), z.array(z.string())).default({}),
});
export type Variants = z.infer<typeof variantsSchema>;

/** Brings different ways of writing together. */
export interface Normaliser {
  /** Compatibility forms, capitals and traditional characters; keeps every position. */
  align(text: string): string;
  /** Words of other regions in an aligned text. */
  standard(aligned: string): string;
}

/** The compatibility form of one UTF-16 unit where it is one unit too. */
function folded(char: string): string {
  const plain = char.normalize('NFKC').toLowerCase();
  return plain.length === 1 ? plain : char;
}

/** @param variants of every locale; the first to name a variant wins. */
export function createNormaliser(variants: readonly Variants[]): Normaliser {
  const characters = new Map<string, string>();
  const words = new TermTrie();
  const standards: string[] = [];
  for (const { characters: given } of variants) {
    for (const [plain, others] of Object.entries(given)) {
      for (const other of others) if (!characters.has(other)) characters.set(other, plain);
    }
  }
  for (const { words: given } of variants) {
    for (const [plain, others] of Object.entries(given)) {
      standards.push(plain);
      for (const other of others) words.add(other, standards.length - 1);
    }
  }
  const known = new Map<string, string>();
  const unit = (char: string): string => {
    const seen = known.get(char);
    if (seen !== undefined) return seen;
    const plain = folded(char);
    const made = characters.get(plain) ?? plain;
    known.set(char, made);
    return made;
  };
  return {
    align: (text) => {
      let out = '';
      for (let at = 0; at < text.length; at += 1) out += unit(text.charAt(at));
      return out;
    },
    standard: (aligned) => {
      let out = '';
      for (let at = 0; at < aligned.length;) {
        const found = words.longestAt(aligned, at);
        out += found ? (standards[found.id] ?? '') : aligned.charAt(at);
        at = found?.end ?? at + 1;
      }
      return out;
    },
  };
}
