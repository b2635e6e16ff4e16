import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Refusal } from '#domain/content.ts';
import { type YamlReader, foldersIn, yamlIn } from './read-yaml.ts';
import { refusalSchema } from './schema/refusal.ts';
import { variantsSchema } from './schema/variants.ts';
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
export function readRefusals(reader: YamlReader, root: string, locales: string): Refusals {
  const variants = readVariants(reader, locales);
  const compile = (source: string) => new RegExp(widenPattern(expandGaps(source), variants), 'iu');
  const refusals: Refusal[] = [];
  const examples: RefusalExamples[] = [];
  for (const rule of yamlIn(root)) {
    const file = `scripts/refusals/${rule}.yaml`;
    const read = reader.read(join(root, `${rule}.yaml`), file, refusalSchema);
    if (!read) continue;
    const patterns = read.patterns.map(compile);
    const except = read.except.map(compile);
    refusals.push(Object.freeze({ rule, reason: read.reason, patterns, except }));
    examples.push(Object.freeze({ rule, ...read.examples }));
  }
  return { refusals, examples };
}

function readVariants(reader: YamlReader, locales: string): Variants {
  const variants = new Map<string, string>();
  for (const tag of foldersIn(locales)) {
    const path = join(locales, tag, 'variants.yaml');
    if (!existsSync(path)) continue;
    const read = reader.read(path, `locales/${tag}/variants.yaml`, variantsSchema);
    for (const [character, others] of Object.entries(read?.characters ?? {})) {
      variants.set(character, (variants.get(character) ?? '') + others);
    }
  }
  return variants;
}
