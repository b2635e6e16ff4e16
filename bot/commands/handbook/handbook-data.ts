import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import type { Content } from '#content/load.ts';
import { evidenceSchema } from '#content/schema/evidence.ts';
import type { Script } from '#domain/content.ts';
import type { Estate } from '#domain/estate.ts';
import type { Locale } from '#domain/locale.ts';
import { readHandbookWords, type HandbookWords } from './handbook-words.ts';

type Evidence = z.infer<typeof evidenceSchema>['rows'];

/** All that a handbook is made from. */
export interface HandbookData {
  readonly content: Content;
  readonly words: HandbookWords;
  readonly locale: Locale;
  readonly evidence: Evidence;
  /** An estate that set nothing of its own, so that its policy is the default. */
  readonly estate: Estate;
  /** What the author of a script wrote above it for colleagues, in Chinese. */
  aimOf(script: Script): string;
}

/** Folders the data come from. */
export interface HandbookFolders {
  readonly scripts: string;
  readonly locales: string;
}

/** @throws Fault when the language has no handbook. */
export function readHandbookData(
  { scripts, locales }: HandbookFolders,
  content: Content,
  locale: Locale,
): HandbookData {
  const words = readHandbookWords(locales, locale);
  const name = words.t('sample.estate');
  return {
    content,
    words,
    locale,
    evidence: evidenceSchema.parse(parse(readFileSync(join(scripts, 'evidence.yaml'), 'utf8')))
      .rows,
    estate: content.estate({ id: 'sample', name }),
    aimOf: ({ id }) => firstComment(readFileSync(join(scripts, `${id}.yaml`), 'utf8')),
  };
}

/** The first line, where it is a comment. */
function firstComment(text: string): string {
  return /^#\s*(.+)/u.exec(text)?.[1]?.trim() ?? '';
}
