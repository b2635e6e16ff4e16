import { createHash } from 'node:crypto';
import { type Fen, fen, minusFen, sumFen } from '#domain/money.ts';
import type { LocalDate } from '#domain/time.ts';
import { readSheets } from '../sheet/read-sheets.ts';
import type { Sheet } from '../sheet/sheet.ts';
import { asOfIn } from './as-of.ts';
import type { BillRow } from './bill-row.ts';
import { type Finding, type FindingCode, type FindingValues, severityOf } from './finding.ts';
import type { KnownMapping } from '#ports/store/imports.ts';
import { type Mappings, NO_MAPPINGS, chooseHeader } from './choose-header.ts';
import { mappingText, shapeOf } from './column-mapping.ts';
import type { Column, Header } from './header.ts';
import { REWRITTEN } from './read-as.ts';
import type { SheetLook } from './sheet-look.ts';
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
  /** How each visible sheet was read. */
  readonly sheets: readonly SheetLook[];
  /** What somebody said about the columns of this file, to be remembered once it is booked. */
  readonly corrected: readonly KnownMapping[];
}

/**
 * Reads a workbook; nothing is written and a file that cannot be read gives one finding.
 * @param mappings how columns are to be read where their titles do not say it.
 * @param told the day the figures are of, where somebody said it; it goes before what the sheet says.
 */
export async function planImport(
  bytes: Buffer,
  fileName: string,
  words: ImportWords,
  defaultItem: string,
  told: LocalDate | null = null,
  mappings: Mappings = NO_MAPPINGS,
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
  const looks: SheetLook[] = [];
  const corrected: KnownMapping[] = [];
  for (const written of sheets) {
    const { header, sheet, look, refused: useless } = chooseHeader(written, words, mappings);
    found ||= header !== undefined || look.by !== 'found';
    if (!sheet.hidden) looks.push(look);
    if (useless) {
      const { why, column } = useless;
      const value = column === null ? '' : columnName(look, column);
      const where = { sheet: sheet.name, row: look.headerRow, column: value };
      tell(where, 'E_MAPPING', { why: words.mappingRefusal(why), value });
      continue;
    }
    if (!header || sheet.hidden) {
      const left = look.by === 'given' && !look.read ? 'I_LEFT_OUT' : 'I_SHEET';
      tellSkipped(sheet, header ? 'W_HIDDEN_SHEET' : left, tell);
      continue;
    }
    const top = { sheet: sheet.name, row: look.headerRow, column: '' };
    if (look.by === 'remembered') tell(top, 'I_REMEMBERED', {});
    if (look.by === 'found' && look.unit === 'fen') tell(top, 'W_UNIT', {});
    const given = mappings.given.find((one) => one.sheet === sheet.name);
    const shape = given && shapeOf(written.rows[given.headerRow - 1] ?? []);
    if (given && shape) corrected.push({ shape, mapping: mappingText(given) });
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
    if (result.refused.length > 0) refusedSheets.push(refusedOf(written, header, result, findings));
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
    sheets: looks,
    corrected,
  };
}

function refusedOf(
  { name, rows }: Sheet,
  { firstRow, headRows, columns }: Header,
  { refused }: SheetBills,
  findings: readonly Finding[],
): RefusedSheet {
  const rewritten = new Set(REWRITTEN.map((column) => columns.get(column)));
  const errors = findings.filter(({ sheet, severity }) => sheet === name && severity === 'error');
  const reasons = Map.groupBy(errors, ({ row }) => row);
  return {
    sheet: name,
    header: rows.slice(firstRow - headRows, firstRow),
    rows: refused.map(({ row, cells }) => ({
      row,
      // As it stands in the file; what was filled in from above goes with it.
      cells: cells.map((cell, at) => (rewritten.has(at) ? (rows[row - 1]?.[at] ?? null) : cell)),
      reasons: (reasons.get(row) ?? []).map(({ message }) => message),
    })),
  };
}

function columnName({ columns }: SheetLook, field: Column): string {
  return columns.find((one) => one.field === field)?.title ?? '';
}

type Where = Pick<Finding, 'sheet' | 'row' | 'column'>;
type Tell = (where: Where, code: FindingCode, values: FindingValues) => void;

const WHOLE_FILE: Where = { sheet: '', row: 0, column: '' };

function tellSkipped(
  { name }: Sheet,
  code: 'W_HIDDEN_SHEET' | 'I_SHEET' | 'I_LEFT_OUT',
  tell: Tell,
): void {
  tell({ sheet: name, row: 0, column: '' }, code, { value: name });
}
