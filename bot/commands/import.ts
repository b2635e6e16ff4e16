import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { Fault } from '#errors';
import type { Mappings } from '#accounts/import/choose-header.ts';
import { type SheetMapping, sheetMappings } from '#accounts/import/column-mapping.ts';
import type { FindingCode } from '#accounts/import/finding.ts';
import { knownMappings } from '#accounts/import/known-mappings.ts';
import { errorWorkbook } from '#accounts/import/error-workbook.ts';
import { type ImportWords, readImportWords } from '#accounts/import/import-words.ts';
import { type ImportPlan, planImport } from '#accounts/import/plan-import.ts';
import type { Content } from '#content/load.ts';
import { formatYuan } from '#domain/money.ts';
import { type LocalDate, isLocalDate, localDate } from '#domain/time.ts';
import { bookImport } from './book-import.ts';
import { LOCALES, openContent } from './open-house.ts';
import { openStore } from './open-store.ts';
import { systemClock } from './system-clock.ts';
import { endingOf, writeWhole } from './write-whole.ts';

interface Options {
  readonly estate: string;
  readonly asOf?: string;
  readonly full?: boolean;
  readonly hold?: number;
  readonly errors?: string;
  readonly mapping?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly data: string;
  readonly database?: string;
}

/** `nuancui import FILE`: takes an arrears workbook into the books (contract: commands). */
export function importCommand(): Command {
  return new Command('import')
    .description('take an arrears workbook (.xlsx, .xls, .csv) into the books')
    .argument('<file>')
    .requiredOption('--estate <name>', 'the estate whose bills these are')
    .option('--as-of <date>', 'day the figures are of; else what the sheet itself says')
    .option('--full', 'the file is the whole list of arrears: rooms it leaves out are put on hold')
    .option(
      '--hold <rooms>',
      'with --full: how many rooms may be put on hold, where it is over a fifth',
      count,
    )
    .option('--errors <file.xlsx>', 'write the refused rows with their reasons to a workbook')
    .option('--mapping <file.json>', 'how the columns are read; remembered once it is booked')
    .option('--dry-run', 'check and report, write nothing')
    .option('--json', 'machine-readable result, and nothing else')
    .option('--data <dir>', 'folder of the store', 'data')
    .option('--database <url>', 'a PostgreSQL database instead of the file')
    .action(async (file: string, options: Options) => {
      process.exitCode = await runImport(file, options);
    });
}

function count(given: string): number {
  if (/^\d{1,6}$/u.test(given)) return Number(given);
  throw new InvalidArgumentError('a number of rooms, as 12, is right');
}

/** What makes a whole file useless. */
const BROKEN: readonly FindingCode[] = ['E_FILE', 'E_NO_HEADER', 'E_MAPPING'];

async function runImport(file: string, options: Options): Promise<number> {
  if (options.errors !== undefined) endingOf(options.errors, ['.xlsx']);
  const content = openContent();
  const words = readImportWords(LOCALES, 'zh-CN');
  const told = toldDay(options.asOf);
  const bytes = readBytes(file);
  const mappings = { given: givenMapping(options.mapping), known: await remembered(options) };
  const name = basename(file);
  const plan = await planImport(bytes, name, words, content.feeItem, told, mappings);
  const broken = plan.findings.find(({ code }) => BROKEN.includes(code));
  if (broken) throw new Fault('INPUT_INVALID', { file, why: broken.message });
  const asOf = told ?? dayOf(plan);
  const came = options.dryRun === true ? 'checked' : await book(plan, asOf, content, options);
  await writeErrors(plan, asOf, words, options.errors);
  report(plan, asOf, came, options);
  return plan.refused > 0 ? 1 : 0;
}

type Came = 'checked' | 'booked' | 'known';

async function book(
  plan: ImportPlan,
  asOf: LocalDate,
  content: Content,
  { estate, full, hold, data, database }: Options,
): Promise<Came> {
  const store = await openStore(data, database);
  try {
    const desk = { store, content, now: systemClock().now() };
    const mode = full === true ? 'full' : 'partial';
    const order = { estate, asOf, mode, mayHold: hold ?? null, by: 'command' } as const;
    const booked = await bookImport(desk, plan, order);
    if (booked.done || booked.why === 'nothing') return 'booked';
    if (booked.why === 'known') {
      const { fileName, at, by } = booked.known;
      const when = new Date(at).toISOString();
      process.stderr.write(`booked before, as ${fileName} at ${when} by ${by}: nothing changed\n`);
      return 'known';
    }
    const { held, of } = booked;
    const why = `${held} of ${of} rooms in arrears are not in this file and would be put on hold`;
    const right = `a file that is the whole list, or --hold ${held} where this is meant`;
    throw new Fault('INPUT_INVALID', { file: plan.fileName, why, right });
  } finally {
    await store.close();
  }
}

async function writeErrors(
  { refusedSheets }: ImportPlan,
  asOf: LocalDate,
  words: ImportWords,
  out: string | undefined,
): Promise<void> {
  if (out === undefined) return;
  if (refusedSheets.length === 0) {
    process.stderr.write(`no row was refused: ${out} is not written\n`);
    return;
  }
  await writeWhole(out, await errorWorkbook(refusedSheets, asOf, words));
}

/** What was said of earlier files of the estate; a dry run opens no books and knows nothing of it. */
async function remembered({ dryRun, estate, data, database }: Options): Promise<Mappings['known']> {
  if (dryRun === true) return new Map();
  const store = await openStore(data, database);
  try {
    return await store.read((tx) => knownMappings(tx, estate));
  } finally {
    await store.close();
  }
}

function givenMapping(file: string | undefined): SheetMapping[] {
  if (file === undefined) return [];
  try {
    return sheetMappings.parse(JSON.parse(readBytes(file).toString('utf8')));
  } catch (error) {
    const right =
      '[{"sheet", "read": true, "headerRow": 3, "columns": {"room": 0, …}, "days": "ymd", "unit": "yuan"}]';
    throw new Fault('INPUT_INVALID', { mapping: file, right }, { cause: error });
  }
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const right = 'a workbook that can be read';
    throw new Fault('INPUT_INVALID', { file, right }, { cause: error });
  }
}

function toldDay(given: string | undefined): LocalDate | null {
  if (given === undefined) return null;
  if (isLocalDate(given)) return localDate(given);
  throw new Fault('INPUT_INVALID', { 'as-of': given, right: 'a day as 2026-11-20' });
}

function dayOf({ asOf, fileName }: ImportPlan): LocalDate {
  if (asOf !== null) return asOf;
  const right = '--as-of with the day the figures are of';
  throw new Fault('INPUT_INVALID', { file: fileName, missing: 'the day of the figures', right });
}

function report(plan: ImportPlan, asOf: LocalDate, came: Came, { json }: Options): void {
  const accepted = plan.bills.length;
  const warnings = plan.findings.filter(({ severity }) => severity === 'warning').length;
  const total = formatYuan(plan.total);
  if (json === true) {
    const rows = plan.findings;
    process.stdout.write(
      `${JSON.stringify({ accepted, refused: plan.refused, warnings, total, rows })}\n`,
    );
    return;
  }
  for (const { sheet, row, column, code, message } of plan.findings) {
    process.stdout.write(`${sheet} ${row} ${column} ${code}: ${message}\n`);
  }
  const what = came === 'checked' ? 'checked, nothing written' : came;
  process.stdout.write(
    `${what}: ${accepted} rows accepted, ${plan.refused} refused, ${warnings} warnings, ` +
      `total ${total} as of ${asOf}\n`,
  );
}
