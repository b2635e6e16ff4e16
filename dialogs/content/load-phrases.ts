import type { YamlReader } from './read-yaml.ts';
import { phrasesSchema } from './schema/phrases.ts';
import { type Phrases, type Variants, expandGaps } from './widen-pattern.ts';

/** What the patterns of all refused tactics share, out of every language. */
export interface Shared {
  readonly phrases: Phrases;
  readonly lookalikes: Variants;
}

/** Reads `locales/<tag>/phrases.yaml`; a language without the file adds nothing. */
export function readPhrases(reader: YamlReader): Shared {
  const sources = new Map<string, string>();
  const lookalikes = new Map<string, string>();
  for (const tag of reader.files.foldersIn('locales')) {
    const file = `locales/${tag}/phrases.yaml`;
    if (!reader.files.has(file)) continue;
    const read = reader.read(file, phrasesSchema);
    for (const [name, words] of Object.entries(read?.phrases ?? {})) {
      sources.set(name, [...(sources.has(name) ? [sources.get(name)] : []), ...words].join('|'));
    }
    for (const [character, others] of Object.entries(read?.lookalikes ?? {})) {
      lookalikes.set(character, (lookalikes.get(character) ?? '') + others);
    }
  }
  return { phrases: expanded(sources), lookalikes };
}

/** Phrases may be made of phrases; each pass writes out one more layer of them. */
function expanded(sources: ReadonlyMap<string, string>): Phrases {
  let phrases = new Map(sources);
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    phrases = new Map([...sources].map(([name, words]) => [name, expandGaps(words, phrases)]));
  }
  return new Map([...phrases].map(([name, words]) => [name, expandGaps(words)]));
}

const DEEPEST = 3;
