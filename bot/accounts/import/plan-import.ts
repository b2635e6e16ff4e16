import { createHash } from 'node:crypto';
import { type Fen, fen, minusFen, sumFen } from '#domain/money.ts';
import type { LocalDate } from '#domain/time.ts';
import { readSheets } from '../sheet/read-sheets.ts';
import type { Sheet } from '../sheet/sheet.ts';
import { asOfIn } from './as-of.ts';
import type { BillRow } from './bill-row.ts';
import { type Finding, type FindingCode, type FindingValues, severityOf } from './finding.ts';
import { type Header, findHeader } from './header.ts';
import type { ImportWords } from './import-words.ts';
import { repeatedBills } from './repeated-bills.ts';
import type { SheetSums } from './control-totals.ts';
import type { RefusedSheet } from './refused-sheet.ts';
import { type SheetBills, readSheetBills } from './sheet-bills.ts';

/** What a workbook comes to before anything is written. */
export interface ImportPlan {
  readonly fileName: string;
  readonly sha256: string;
  /** Day the figures are of, where the sheet says so. */
  readonly asOf: LocalDate | null;
  readonly bills: readonly BillRow[];
  readonly refused: number;
  readonly findings: readonly Finding[];
  /** What is open in all accepted rows. */
  readonly total: Fen;
  /** What is open in all rows whose sums can be read, and what the sheets themselves write as their total. */
  readonly sums: SheetSums;
  /** The refused rows as they stand in the file, by sheet. */
  readonly refusedSheets: readonly RefusedSheet[];
  /** Homes of refused rows: the file names them, whatever else it says. */
  readonly refusedRooms: ReadonlySet<string>;
  /** Refused rows that do not say one home. */
  readonly homeless: number;
}

/**
 * Reads a workbook; nothing is written and a file that cannot be read gives one finding.
 * @param told the day the figures are of, where somebody said it; it goes before what the sheet says.
 */
export async function planImport(
  bytes: Buffer,
  fileName: string,
  words: ImportWords,
  defaultItem: string,
  told: LocalDate | null = null,
): Promise<ImportPlan> {
  const read = await readSheets(bytes, fileName);
  const sheets = read.ok ? read.sheets : [];
  const asOf = asOfIn(
    sheets.filter(({ hidden }) => !hidden),
    words.asOf,
  );
  const findings: Finding[] = [];
  const tell: Tell = (where, code, values) => {
    const message = words.message(code, values);
    findings.push({ ...where, code, severity: severityOf(code), message });
  };
  if (!read.ok) tell(WHOLE_FILE, 'E_FILE', { why: words.refusal(read.why) });
  const reading = { words, defaultItem, asOf: told ?? asOf, repeated: repeatedBills(words) };
  const bills: BillRow[] = [];
  const refusedRooms = new Set<string>();
  const refusedSheets: RefusedSheet[] = [];
  const sums: SheetSums[] = [];
  let [refused, homeless] = [0, 0];
  let found = false;
  for (const sheet of sheets) {
    const header = findHeader(sheet, words.synonyms);
    found ||= header !== undefined;
    if (!header || sheet.hidden) {
      tellSkipped(sheet, header ? 'W_HIDDEN_SHEET' : 'I_SHEET', tell);
      continue;
    }
    for (const title of header.repeated) {
      const where = { sheet: sheet.name, row: header.firstRow, column: title };
      tell(where, 'W_COLUMN_TWICE', { value: title });
    }
    const result = readSheetBills(sheet, header, reading);
    bills.push(...result.bills);
    refused += result.refused.length;
    sums.push(result.sums);
    for (const { row, note } of result.notes) {
      const { code, column, ...values } = note;
      const title = column === null ? '' : header.title(column);
      tell({ sheet: sheet.name, row, column: title }, code, values);
    }
    for (const { room } of result.refused) {
      if (room === undefined) homeless += 1;
      else refusedRooms.add(room);
    }
    if (result.refused.length > 0) refusedSheets.push(refusedOf(sheet, header, result, findings));
  }
  if (read.ok && !found) tell(WHOLE_FILE, 'E_NO_HEADER', {});
  return {
    fileName,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    asOf,
    bills,
    refused,
    findings,
    total: sumFen(bills.map(({ amount, paid }) => minusFen(amount, paid))),
    sums: {
      open: sumFen(sums.map(({ open }) => open)),
      // A total of some sheets only cannot be compared with all of them.
      written: sums.some(({ written }) => written === null)
        ? null
        : sums.length === 0
          ? null
          : sumFen(sums.map(({ written }) => written ?? fen(0))),
    },
    refusedSheets,
    refusedRooms,
    homeless,
  };
}

function refusedOf(
  { name, rows }: Sheet,
  { firstRow, headRows }: Header,
  { refused }: SheetBills,
  findings: readonly Finding[],
): RefusedSheet {
  const errors = findings.filter(({ sheet, severity }) => sheet === name && severity === 'error');
  const reasons = Map.groupBy(errors, ({ row }) => row);
  return {
    sheet: name,
    header: rows.slice(firstRow - headRows, firstRow),
    rows: refused.map(({ row, cells }) => ({
      row,
      cells,
      reasons: (reasons.get(row) ?? []).map(({ message }) => message),
    })),
  };
}

type Where = Pick<Finding, 'sheet' | 'row' | 'column'>;
type Tell = (where: Where, code: FindingCode, values: FindingValues) => void;

const WHOLE_FILE: Where = { sheet: '', row: 0, column: '' };

function tellSkipped({ name }: Sheet, code: 'W_HIDDEN_SHEET' | 'I_SHEET', tell: Tell): void {
  tell({ sheet: name, row: 0, column: '' }, code, { value: name });
}
