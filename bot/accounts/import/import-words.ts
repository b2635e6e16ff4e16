import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { OCCUPANCIES, type Occupancy } from '#domain/household.ts';
import { COLUMNS, type Column, type Synonyms } from './header.ts';

const list = z.array(z.string());
const columnWords = z.record(z.enum(COLUMNS), list);
const otherWords = z.object({
  words: z.object({
    total: list,
    'as-of': list,
    occupancy: z.record(z.enum(OCCUPANCIES), list),
    suffixes: list,
  }),
});
const messages = z.record(z.string(), z.string());

/** What an import needs of the office's language; all of it is data of `locales/`. */
export interface ImportWords {
  readonly synonyms: Synonyms;
  readonly totals: readonly string[];
  readonly asOf: readonly string[];
  readonly suffixes: readonly string[];
  occupancy(text: string): Occupancy | undefined;
  message(code: string, value: string): string;
}

/** Reads the words of an import from the folder of languages. */
export function readImportWords(locales: string, tag: string): ImportWords {
  const headers: unknown = parse(
    readFileSync(join(locales, 'zh-CN', 'import-headers.yaml'), 'utf8'),
  );
  const told = messages.parse(parse(readFileSync(join(locales, tag, 'import.yaml'), 'utf8')));
  const { words } = otherWords.parse(headers);
  const only = z.looseObject({}).parse(headers);
  const { words: _words, ...columns } = only;
  const synonyms: Record<Column, readonly string[]> = columnWords.parse(columns);
  return {
    synonyms,
    totals: words.total,
    asOf: words['as-of'],
    suffixes: words.suffixes,
    occupancy: (text) => OCCUPANCIES.find((known) => words.occupancy[known].includes(text)),
    message: (code, value) => (told[code] ?? code).replaceAll(/\{(?:value|why)\}/gu, value),
  };
}
