import type { Refusal } from '#domain/content.ts';
import type { YamlReader } from './read-yaml.ts';
import { refusalSchema } from './schema/refusal.ts';
import { type Variants, expandGaps, widenPattern } from './widen-pattern.ts';

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
export function readRefusals(reader: YamlReader, variants: Variants): Refusals {
  const compile = (source: string) => new RegExp(widenPattern(expandGaps(source), variants), 'iu');
  const refusals: Refusal[] = [];
  const examples: RefusalExamples[] = [];
  for (const rule of reader.files.yamlIn('scripts/refusals')) {
    const file = `scripts/refusals/${rule}.yaml`;
    const read = reader.read(file, refusalSchema);
    if (!read) continue;
    const patterns = read.patterns.map(compile);
    const except = read.except.map(compile);
    refusals.push(Object.freeze({ rule, reason: read.reason, patterns, except }));
    examples.push(Object.freeze({ rule, ...read.examples }));
  }
  return { refusals, examples };
}
