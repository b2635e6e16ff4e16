import { createHash } from 'node:crypto';
import { type Fen, formatYuan, minusFen, sumFen } from '#domain/money.ts';
import { type LocalDate, isLocalDate, localDate } from '#domain/time.ts';
import { readSheets } from '../sheet/read-sheets.ts';
import type { Sheet } from '../sheet/sheet.ts';
import { readAmount } from './amount.ts';
import { type Finding, severityOf } from './finding.ts';
import { type Header, findHeader } from './header.ts';
import type { ImportWords } from './import-words.ts';
import { type BillRow, readRow } from './row-grammar.ts';

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
}

/** Reads a workbook; nothing is written and a file that cannot be read gives one finding. */
export async function planImport(
  bytes: Buffer,
  fileName: string,
  words: ImportWords,
  defaultItem: string,
): Promise<ImportPlan> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const read = await readSheets(bytes, fileName);
  const findings: Finding[] = [];
  const tell = (sheet: string, row: number, column: string, code: string, value: string) => {
    const message = words.message(code, value);
    findings.push({ sheet, row, column, code, severity: severityOf(code), message });
  };
  if (!read.ok) tell('', 0, '', 'E_FILE', read.why);
  const sheets = read.ok ? read.sheets : [];
  const bills: BillRow[] = [];
  let refused = 0;
  let found = false;
  for (const sheet of sheets) {
    const header = findHeader(sheet, words.synonyms);
    if (!header) {
      tell(sheet.name, 0, '', 'I_SHEET', sheet.name);
      continue;
    }
    found = true;
    const result = readSheetRows(sheet, header, words, defaultItem, tell);
    bills.push(...result.bills);
    refused += result.refused;
  }
  if (read.ok && !found) tell('', 0, '', 'E_NO_HEADER', '');
  return {
    fileName,
    sha256,
    asOf: asOfIn(sheets, words),
    bills,
    refused,
    findings,
    total: sumFen(bills.map(({ amount, paid }) => minusFen(amount, paid))),
  };
}

type Tell = (sheet: string, row: number, column: string, code: string, value: string) => void;

function readSheetRows(
  sheet: Sheet,
  header: Header,
  words: ImportWords,
  defaultItem: string,
  tell: Tell,
): { readonly bills: BillRow[]; readonly refused: number } {
  const bills: BillRow[] = [];
  const seen = new Map<string, { readonly row: number; readonly bill: BillRow }[]>();
  let refused = 0;
  for (const [offset, cells] of sheet.rows.slice(header.firstRow).entries()) {
    const row = header.firstRow + offset + 1;
    if (cells.every((cell) => cell === null)) continue;
    if (cells.some((cell) => words.totals.includes(String(cell).trim()))) {
      checkTotal(cells, bills, header, sheet.name, row, tell);
      continue;
    }
    const { bill, notes } = readRow(cells, header, words, defaultItem);
    for (const { code, column, value } of notes) {
      tell(sheet.name, row, header.title(column), code, value);
    }
    const key = bill && `${bill.room} ${bill.item}`;
    const others = key === undefined ? [] : (seen.get(key) ?? []);
    const same = bill && others.find((one) => isSamePeriod(one.bill, bill));
    if (same) tell(sheet.name, row, header.title('period'), 'E_DUPLICATE', String(same.row));
    if (!bill || key === undefined || same) {
      refused += 1;
      continue;
    }
    const crossing = others.find((one) => overlap(one.bill, bill));
    if (crossing) tell(sheet.name, row, header.title('period'), 'W_OVERLAP', String(crossing.row));
    seen.set(key, [...others, { row, bill }]);
    bills.push(bill);
  }
  return { bills, refused };
}

function isSamePeriod(a: BillRow, b: BillRow): boolean {
  return a.period.from === b.period.from && a.period.to === b.period.to;
}

function overlap(a: BillRow, b: BillRow): boolean {
  return a.period.from <= b.period.to && b.period.from <= a.period.to;
}

/** A line of totals is compared, never taken for a home. */
function checkTotal(
  cells: Sheet['rows'][number],
  bills: readonly BillRow[],
  header: Header,
  sheet: string,
  row: number,
  tell: Tell,
): void {
  const column = header.columns.has('open') ? 'open' : 'amount';
  const written = readAmount(cells[header.columns.get(column) ?? -1] ?? null);
  if (!written.ok) return;
  const sum = sumFen(
    bills.map(({ amount, paid }) => (column === 'open' ? minusFen(amount, paid) : amount)),
  );
  if (written.amount !== sum) {
    tell(sheet, row, header.title(column), 'W_TOTAL', formatYuan(written.amount));
  }
}

/** The day the figures are of, as the head of the sheet tells it. */
function asOfIn(sheets: readonly Sheet[], words: ImportWords): LocalDate | null {
  const day = /(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})/u;
  for (const sheet of sheets) {
    for (const cell of sheet.rows.slice(0, 5).flat()) {
      const text = String(cell ?? '').normalize('NFKC');
      const word = words.asOf.find((one) => text.includes(one));
      if (word === undefined) continue;
      const match = day.exec(text.slice(text.indexOf(word)));
      const [, year = '', month = '', date = ''] = match ?? [];
      const written = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
      if (isLocalDate(written)) return localDate(written);
    }
  }
  return null;
}
