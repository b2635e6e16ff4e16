import type { Refusal } from '#domain/content.ts';
import { readPhrases } from './load-phrases.ts';
import { readSpeechModel } from './load-speech-model.ts';
import type { YamlReader } from './read-yaml.ts';
import { refusalSchema } from './schema/refusal.ts';
import { type Variants, expandGaps, phrasesOf, widenPattern } from './widen-pattern.ts';

/** Wordings that a refused tactic's file gives as proof of what it refuses and what it lets pass. */
export interface RefusalExamples {
  readonly rule: string;
  readonly refused: readonly string[];
  readonly harmless: readonly string[];
}

/** Refused tactics with their proofs. */
export interface Refusals {
  readonly refusals: readonly Refusal[];
  readonly examples: readonly RefusalExamples[];
}

/** Reads `scripts/refusals/`; the patterns find other ways of writing, as every language of `locales/` knows them. */
export function readRefusals(reader: YamlReader, known: Variants): Refusals {
  const { phrases, lookalikes } = readPhrases(reader);
  const variants = merged(known, lookalikes);
  const compile = (source: string) =>
    new RegExp(widenPattern(expandGaps(source, phrases), variants), 'iu');
  const model = readSpeechModel(reader);
  const refusals: Refusal[] = [];
  const examples: RefusalExamples[] = [];
  for (const rule of reader.files.yamlIn('scripts/refusals')) {
    const file = `scripts/refusals/${rule}.yaml`;
    const read = reader.read(file, refusalSchema);
    if (!read) continue;
    for (const part of ['patterns', 'except'] as const) {
      for (const [index, source] of read[part].entries()) {
        const unknown = phrasesOf(source).find((name) => !phrases.has(name));
        if (unknown === undefined) continue;
        const where = [part, String(index)];
        reader.note(file, 'phrase', `{${unknown}} is in no locales/<tag>/phrases.yaml`, where);
      }
    }
    const patterns = read.patterns.map(compile);
    const except = read.except.map(compile);
    const { reason, likeness: from } = read;
    const learned = from !== undefined && model ? { learned: { ...model, from } } : {};
    refusals.push(Object.freeze({ rule, reason, patterns, except, ...learned }));
    examples.push(Object.freeze({ rule, ...read.examples }));
  }
  return { refusals, examples };
}

/** The ways of writing of both. */
function merged(variants: Variants, more: Variants): Variants {
  const all = new Map(variants);
  for (const [character, others] of more) all.set(character, (all.get(character) ?? '') + others);
  return all;
}
