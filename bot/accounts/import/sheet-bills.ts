import type { LocalDate } from '#domain/time.ts';
import type { Cell, Sheet } from '../sheet/sheet.ts';
import { billDoubts } from './bill-doubts.ts';
import type { BillRow } from './bill-row.ts';
import { type SheetSums, controlTotals, totalKind } from './control-totals.ts';
import { fillDown } from './fill-down.ts';
import type { Header } from './header.ts';
import { homeSums } from './home-sums.ts';
import { mergedRows } from './merged-rows.ts';
import type { RepeatedBills } from './repeated-bills.ts';
import { type RowCells, isBill, rowCells } from './row-cells.ts';
import { type RowReading, homeOf, periodOf, readRow } from './row-grammar.ts';
import type { RowNote } from './row-note.ts';

/** What the rows of a sheet come to; the notes by row, counted from 1. */
export interface SheetBills {
  readonly bills: readonly BillRow[];
  readonly refused: readonly RefusedBill[];
  readonly sums: SheetSums;
  readonly notes: readonly { readonly row: number; readonly note: RowNote }[];
}

/** A row that was not taken, by its number counted from 1, as it stands in the file. */
export interface RefusedBill {
  readonly row: number;
  readonly cells: readonly Cell[];
  /** Undefined where the row does not say one home. */
  readonly room: string | undefined;
}

export interface SheetReading extends RowReading {
  readonly repeated: RepeatedBills;
  readonly asOf: LocalDate | null;
}

/** Reads all bills of a sheet; every row that is not taken has a note that says why. */
export function readSheetBills(sheet: Sheet, header: Header, reading: SheetReading): SheetBills {
  const { words, repeated, asOf } = reading;
  const bills: BillRow[] = [];
  const notes: { row: number; note: RowNote }[] = [];
  const tell = (row: number, found: readonly RowNote[]) => {
    notes.push(...found.map((note) => ({ row, note })));
  };
  const merged = mergedRows(sheet, header);
  const hidden = new Set(sheet.hiddenRows);
  const totals = controlTotals();
  const sums = homeSums(merged.get('sum') ?? new Set());
  const refused: RefusedBill[] = [];
  let above: RowCells | undefined;
  for (let index = header.firstRow; index < sheet.rows.length; index += 1) {
    const row = sheet.rows[index] ?? [];
    const own = rowCells(row, header, words.blanks);
    const kind = totalKind(row, header, words, () => isWholeBill(own));
    if (kind !== undefined) tell(index + 1, totals.check(kind, own));
    if (kind !== undefined || !isBill(own)) continue;
    // Where merged cells are known, a blank cell was left blank.
    const isFilled = sheet.spans === null;
    const {
      cells,
      row: whole,
      notes: filled,
    } = isFilled ? fillDown(row, above, header, words.blanks) : { row, cells: own, notes: [] };
    above = cells;
    const read = readRow(cells, reading, (column) => merged.get(column)?.has(index) === true);
    tell(index + 1, [...filled, ...read.notes]);
    sums.add(index + 1, read.room, cells, read.written);
    const { bill, written } = read;
    const others = bill ? repeated.compare(sheet.name, index + 1, bill, header) : [];
    tell(index + 1, others);
    const isTaken = !others.some(({ code }) => code === 'E_DUPLICATE') && bill !== undefined;
    if (written) totals.add(written, isTaken);
    if (!isTaken || !written) {
      refused.push({ row: index + 1, cells: whole, room: read.room });
      continue;
    }
    bills.push(bill);
    tell(index + 1, billDoubts(cells, bill, written, asOf));
    if (hidden.has(index)) tell(index + 1, [{ code: 'W_HIDDEN_ROW', column: null, value: '' }]);
  }
  notes.push(...sums.end());
  const sorted = notes.toSorted((a, b) => a.row - b.row);
  return { bills, refused, sums: totals.end(), notes: sorted };
}

function isWholeBill(cells: RowCells): boolean {
  return homeOf(cells) !== undefined && periodOf(cells) !== undefined;
}
