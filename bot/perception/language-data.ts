import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type ZodType, z } from 'zod';
import { isLocale } from '#domain/locale.ts';
import { LABELS, type Label } from '#domain/label.ts';
import { Fault } from '#errors';
import { type LexiconData, lexiconSchema } from './lexicon.ts';
import { type Variants, variantsSchema } from './normalise.ts';

/** What stands in `locales/` for understanding; each language brings what it has. */
export interface LanguageData {
  readonly variants: readonly Variants[];
  readonly lexicons: readonly LexiconData[];
}

/** A line of `locales/<tag>/utterances/<writer>/<label>.txt`. */
export interface Utterance {
  readonly text: string;
  readonly label: Label;
  /** Whose point of view it is written from. */
  readonly writer: string;
}

function languages(root: string): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isLocale(entry.name))
    .map(({ name }) => name)
    .toSorted();
}

/** Reads and checks a file. @throws Fault PERCEPTION_DATA with the file and what is wrong with it. */
export function readChecked<T>(
  file: string,
  schema: ZodType<T>,
  read: (text: string) => unknown,
): T {
  try {
    return schema.parse(read(readFileSync(file, 'utf8')));
  } catch (cause) {
    const problem = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new Fault('PERCEPTION_DATA', { file, problem }, { cause });
  }
}

/**
 * Reads variants and lexicons of every language below `root`.
 * @throws Fault PERCEPTION_DATA when a file is not what it should be.
 */
export function readLanguageData(root: string): LanguageData {
  const each = <T>(name: string, schema: ZodType<T>): T[] =>
    languages(root)
      .map((tag) => join(root, tag, name))
      .filter((file) => existsSync(file))
      .map((file) => readChecked(file, schema, (text) => parse(text)));
  return {
    variants: each('variants.yaml', variantsSchema),
    lexicons: each('lexicon.yaml', lexiconSchema),
  };
}

/** The training texts of every language and writer: one a line, `#` begins a comment line. */
export function readUtterances(root: string): Utterance[] {
  return languages(root).flatMap((tag) => {
    const folder = join(root, tag, 'utterances');
    return foldersIn(folder).flatMap((writer) =>
      LABELS.flatMap((label) =>
        linesOf(join(folder, writer, `${label}.txt`)).map((text) => ({ text, label, writer })),
      ),
    );
  });
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}

function linesOf(file: string): string[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
