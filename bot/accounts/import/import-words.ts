import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { OCCUPANCIES, type Occupancy } from '#domain/household.ts';
import { FILE_REFUSALS, type FileRefusal } from '../sheet/sheet.ts';
import { FINDING_CODES, type FindingCode, type FindingValues } from './finding.ts';
import { MAPPING_REFUSALS, type MappingRefusal } from './column-mapping.ts';
import { COLUMNS, type Synonyms } from './header.ts';

const list = z.array(z.string().min(1)).min(1);
const columnWords = z.record(z.enum(COLUMNS), list);
const otherWords = z.strictObject({
  total: list,
  subtotal: list,
  'as-of': list,
  occupancy: z.record(z.enum(OCCUPANCIES), list),
  sold: list,
  blank: list,
  fen: list,
});
const messages = z.record(z.enum([...FINDING_CODES, 'row', 'row-of-sheet']), z.string());
/** What stands in the workbook of refused rows beside the rows. */
const ERROR_WORDS = ['title', 'reason', 'row'] as const;
const errorWords = z.record(z.templateLiteral(['errors-', z.enum(ERROR_WORDS)]), z.string());
const mappingWords = z.record(
  z.templateLiteral(['mapping-', z.enum(MAPPING_REFUSALS)]),
  z.string(),
);
const fileWords = z.record(z.templateLiteral(['file-', z.enum(FILE_REFUSALS)]), z.string());

/** What an import needs of the office's language; all of it is data of `locales/`. */
export interface ImportWords {
  readonly synonyms: Synonyms;
  readonly totals: readonly string[];
  readonly subtotals: readonly string[];
  readonly asOf: readonly string[];
  /** What hints that a home has a new owner. */
  readonly sold: readonly string[];
  /** What the title of a sum holds where it counts fen. */
  readonly fenMarks: readonly string[];
  /** What stands in a cell that says nothing. */
  readonly blanks: ReadonlySet<string>;
  occupancy(text: string): Occupancy | undefined;
  message(code: FindingCode, values: FindingValues): string;
  /** Why columns cannot be read as somebody said. */
  mappingRefusal(why: MappingRefusal): string;
  /** Why a file is not read. */
  refusal(why: FileRefusal): string;
  /** What stands beside the rows in the workbook of refused rows. */
  errors(word: (typeof ERROR_WORDS)[number], values?: { readonly day: string }): string;
  /** A row by its number, with its sheet where that is another one. */
  row(row: number, sheet?: string): string;
}

/**
 * Reads the words of an import from the folder of languages.
 * @throws ZodError when a finding has no words, or words have no finding.
 */
export function readImportWords(locales: string, tag: string): ImportWords {
  const read = (language: string, file: string) =>
    z.looseObject({}).parse(parse(readFileSync(join(locales, language, file), 'utf8')));
  const { words, ...columns } = read('zh-CN', 'import-headers.yaml');
  const other = otherWords.parse(words);
  const entries = Object.entries(read(tag, 'import.yaml'));
  const of = (prefix: string) =>
    Object.fromEntries(entries.filter(([key]) => key.startsWith(prefix)));
  const files = fileWords.parse(of('file-'));
  const errors = errorWords.parse(of('errors-'));
  const mapping = mappingWords.parse(of('mapping-'));
  const rest = entries.filter(([key]) => !/^(?:file|errors|mapping)-/u.test(key));
  const told = messages.parse(Object.fromEntries(rest));
  return {
    synonyms: columnWords.parse(columns),
    totals: other.total,
    subtotals: other.subtotal,
    asOf: other['as-of'],
    sold: other.sold.toSorted((a, b) => b.length - a.length),
    fenMarks: other.fen,
    blanks: new Set(other.blank),
    occupancy: (text) => OCCUPANCIES.find((known) => other.occupancy[known].includes(text)),
    message: (code, values) => fill(told[code], { ...values }),
    refusal: (why) => files[`file-${why}`],
    mappingRefusal: (why) => mapping[`mapping-${why}`],
    errors: (word, values = { day: '' }) => fill(errors[`errors-${word}`], values),
    row: (row, sheet) =>
      sheet === undefined
        ? fill(told.row, { value: String(row) })
        : fill(told['row-of-sheet'], { value: String(row), sheet }),
  };
}

/** What a cell says is put in as it stands: it may itself hold braces or dollar signs. */
function fill(pattern: string, values: Readonly<Record<string, string>>): string {
  return pattern.replaceAll(/\{(\w+)\}/gu, (_whole, name: string) => values[name] ?? '');
}
