import type { Topic } from '#domain/content.ts';
import type { YamlReader } from './read-yaml.ts';
import { topicsSchema } from './schema/topic.ts';
import { type Variants, expandGaps, widenPattern } from './widen-pattern.ts';

/** Topics with the phrases of all languages, and in which languages each has any. */
export interface Topics {
  readonly topics: readonly Topic[];
  readonly languages: ReadonlyMap<string, readonly string[]>;
}

/** Reads `locales/<tag>/topics.yaml` of every language that has one. */
export function readTopics(reader: YamlReader, variants: Variants): Topics {
  const patterns = new Map<string, RegExp[]>();
  const languages = new Map<string, string[]>();
  for (const tag of reader.files.foldersIn('locales')) {
    const file = `locales/${tag}/topics.yaml`;
    if (!reader.files.has(file)) continue;
    for (const [id, phrases] of Object.entries(reader.read(file, topicsSchema) ?? {})) {
      const compiled = phrases.map(
        (phrase) => new RegExp(widenPattern(expandGaps(phrase), variants), 'iu'),
      );
      patterns.set(id, [...(patterns.get(id) ?? []), ...compiled]);
      languages.set(id, [...(languages.get(id) ?? []), tag]);
    }
  }
  const topics = [...patterns].map(([id, found]) => Object.freeze({ id, patterns: found }));
  return { topics, languages };
}
