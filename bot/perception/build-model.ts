import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LABELS } from '#domain/label.ts';
import type { ClassifierModel } from './classifier.ts';
import { affirmed } from './contrast-grammar.ts';
import type { LanguageData, Utterance } from './language-data.ts';
import { type Reader, createReader, readFeatures } from './read-features.ts';
import { type Example, fit } from './train-classifier.ts';

/** The code that makes features out of texts: a change in it may give other ones. */
function readingCode(): string[] {
  const folder = import.meta.dirname;
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  return files.toSorted().map((name) => readFileSync(join(folder, name), 'utf8'));
}

/** What a model depends on, as a short text: other texts, words or code, another fingerprint. */
export function fingerprintOf(data: LanguageData, texts: readonly Utterance[]): string {
  const hash = createHash('sha256').update(JSON.stringify([readingCode(), data]));
  for (const { text, label, writer } of texts) hash.update(`${writer}\t${label}\t${text}\n`);
  return hash.digest('hex').slice(0, 32);
}

/** Trains the classifier from labelled texts; the same texts give the same model. */
export function buildModel(data: LanguageData, texts: readonly Utterance[]): ClassifierModel {
  const reader = createReader(data);
  const concepts = reader.lexicon.conceptNames;
  return {
    texts: fingerprintOf(data, texts),
    labels: LABELS,
    concepts,
    weights: fit(
      texts.map((one) => exampleOf(reader, one)),
      concepts.length,
    ),
  };
}

/** A labelled text as the classifier sees it. */
export function exampleOf(reader: Reader, { text, label }: Utterance): Example {
  return { label, features: readFeatures(reader, affirmed(reader.normaliser.align(text))) };
}
