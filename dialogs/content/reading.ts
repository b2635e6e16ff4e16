import type { DataFiles } from './data-files.ts';
import { crossCheck } from './cross-check.ts';
import { type Languages, readLanguages } from './load-locales.ts';
import { type Refusals, readRefusals } from './load-refusals.ts';
import { type Shelf, readScripts } from './load-scripts.ts';
import { type Topics, readTopics } from './load-topics.ts';
import { readVariants } from './load-variants.ts';
import { YamlReader } from './read-yaml.ts';

/** All data as far as they can be read, and the reader with every finding on record. */
export interface Reading {
  readonly reader: YamlReader;
  readonly shelf: Shelf;
  readonly refused: Refusals;
  readonly spoken: Languages;
  readonly topics: Topics;
}

/** Reads everything and checks it against each other; for use only where the reader found nothing. */
export function readAll(files: DataFiles): Reading {
  const reader = new YamlReader(files);
  const shelf = readScripts(reader);
  const variants = readVariants(reader);
  const refused = readRefusals(reader, variants);
  const spoken = readLanguages(reader);
  const topics = readTopics(reader, variants);
  crossCheck(reader, shelf, spoken.languages, topics);
  return { reader, shelf, refused, spoken, topics };
}
