import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Command } from 'commander';
import { Fault } from '#errors';
import { readImportWords } from '#accounts/import/import-words.ts';
import { type ImportPlan, planImport } from '#accounts/import/plan-import.ts';
import { formatYuan } from '#domain/money.ts';
import { type LocalDate, isLocalDate, localDate } from '#domain/time.ts';
import { bookImport } from './book-import.ts';
import { LOCALES, openContent } from './open-house.ts';
import { openStore } from './open-store.ts';
import { systemClock } from './system-clock.ts';

interface Options {
  readonly estate: string;
  readonly asOf?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly data: string;
}

/** `nuancui import FILE`: takes an arrears workbook into the books (contract: commands). */
export function importCommand(): Command {
  return new Command('import')
    .description('take an arrears workbook (.xlsx, .xls, .csv) into the books')
    .argument('<file>')
    .requiredOption('--estate <name>', 'the estate whose bills these are')
    .option('--as-of <date>', 'day the figures are of; else what the sheet itself says')
    .option('--dry-run', 'check and report, write nothing')
    .option('--json', 'machine-readable result, and nothing else')
    .option('--data <dir>', 'folder of the store', 'data')
    .action(async (file: string, options: Options) => {
      process.exitCode = await runImport(file, options);
    });
}

async function runImport(file: string, options: Options): Promise<number> {
  const content = openContent();
  const words = readImportWords(LOCALES, 'zh-CN');
  const told = toldDay(options.asOf);
  const plan = await planImport(readBytes(file), basename(file), words, content.feeItem, told);
  const broken = plan.findings.find(({ code }) => code === 'E_FILE' || code === 'E_NO_HEADER');
  if (broken) throw new Fault('INPUT_INVALID', { file, why: broken.message });
  const asOf = told ?? dayOf(plan);
  if (options.dryRun !== true) {
    const store = await openStore(options.data);
    try {
      const clock = systemClock();
      await bookImport({ store, content, now: clock.now() }, plan, options.estate, asOf, 'command');
    } finally {
      await store.close();
    }
  }
  report(plan, asOf, options);
  return plan.refused > 0 ? 1 : 0;
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

function report(plan: ImportPlan, asOf: LocalDate, { json, dryRun }: Options): void {
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
  const booked = dryRun === true ? 'checked, nothing written' : 'booked';
  process.stdout.write(
    `${booked}: ${accepted} rows accepted, ${plan.refused} refused, ${warnings} warnings, ` +
      `total ${total} as of ${asOf}\n`,
  );
}
