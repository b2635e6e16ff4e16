import { type WriteSheet, writeXlsx } from 'hucre';
import { readImportWords } from '#accounts/import/import-words.ts';
import { type ImportPlan, planImport } from '#accounts/import/plan-import.ts';
import { type LocalDate, localDate } from '#domain/time.ts';
import { LOCALES } from '#commands/open-house.ts';

/** The office's own words for what an import finds. */
export const WORDS = readImportWords(LOCALES, 'zh-CN');

export const HEAD = '房号,业主姓名,联系电话,账期,应收金额,已收金额,欠费金额';
export const BILL = '3-2-1101,李四,13800000001,2026年上半年,100,0,100';
export const AS_OF = localDate('2026-11-20');

/** Looks a file over as an office would by `import --dry-run`. */
export async function look(
  bytes: Uint8Array,
  fileName: string,
  asOf: LocalDate | null = AS_OF,
): Promise<ImportPlan> {
  return planImport(Buffer.from(bytes), fileName, WORDS, '物业费', asOf);
}

/** Looks lines of separated values over; the first is the header. */
export async function lookAtLines(head: string, ...lines: string[]): Promise<ImportPlan> {
  return look(Buffer.from([head, ...lines].join('\n')), 'arrears.csv');
}

/** Looks over a workbook of the given sheets. */
export async function lookAtSheets(...sheets: WriteSheet[]): Promise<ImportPlan> {
  return look(await writeXlsx({ sheets }), 'arrears.xlsx');
}

/** What was found, as `row code column`. */
export function found(plan: ImportPlan): string[] {
  return plan.findings.map(({ row, code, column }) => `${row} ${code} ${column}`);
}

/** The message of the first finding with a code. */
export function told(plan: ImportPlan, code: string): string {
  return plan.findings.find((one) => one.code === code)?.message ?? '';
}
