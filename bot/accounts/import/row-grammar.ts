import type { LocalDate } from '#domain/time.ts';
import { readBasis } from './basis-grammar.ts';
import type { BillRow } from './bill-row.ts';
import { lastDayOf, readDay } from './day-grammar.ts';
import type { Column } from './header.ts';
import type { ImportWords } from './import-words.ts';
import type { MoneyColumn } from './merged-rows.ts';
import { readOwner } from './owner-grammar.ts';
import { type Period, periodBetween, readPeriod } from './period-grammar.ts';
import { readPhone } from './phone-grammar.ts';
import { readRoom } from './room-grammar.ts';
import type { RowCells } from './row-cells.ts';
import { type WrittenMoney, balance, readMoney } from './row-money.ts';
import type { Note, RowNote } from './row-note.ts';

export interface ReadRow {
  /** Absent when the row has an error. */
  readonly bill?: BillRow;
  /** Absent when the cells do not say one home. */
  readonly room?: string;
  /** The sums as they stand there; absent when one of them cannot be read. */
  readonly written?: WrittenMoney;
  readonly notes: readonly RowNote[];
}

/** How rows of a sheet are read. */
export interface RowReading {
  readonly words: ImportWords;
  readonly defaultItem: string;
}

/** Reads one row of bills; `isMerged` tells whether a sum stands for several rows. */
export function readRow(
  cells: RowCells,
  { words, defaultItem }: RowReading,
  isMerged: (column: MoneyColumn) => boolean,
): ReadRow {
  const notes: RowNote[] = [];
  const note: Note = (code, column, value = cells.text(column)) => {
    notes.push({ code, column, value });
  };
  const room = roomOf(cells, note);
  const { text } = cells;
  const owner = ownerOf(cells, words, note);
  const { phone, code, value } = readPhone(cells.at('phone'));
  if (code) note(code, 'phone', value);
  const known = words.occupancy(text('occupancy'));
  if (!known && text('occupancy') !== '') note('W_OCCUPANCY', 'occupancy');
  const period = notedPeriod(cells, note);
  const due = period && dueOf(cells, period, note);
  const written = readMoney(cells, isMerged, note);
  const money = written && balance(written, note);
  const read = { notes, ...(room !== undefined && { room }), ...(written && { written }) };
  if (room === undefined || !period || !due || !money) return read;
  const item = text('item') === '' ? defaultItem : text('item');
  const occupancy = known ?? 'occupied';
  const basis = readBasis(cells.at('area'), cells.at('price'));
  const bill = { room, owner, phone, occupancy, item, period, due, ...money };
  return { ...read, bill: { ...bill, ...(basis && { basis }) } };
}

/** The home a row is of, as the books name it; undefined when the cells do not say one. */
export function homeOf({ text, header }: RowCells): string | undefined {
  return readRoom({
    building: text('building'),
    unit: text('unit'),
    room: text('room'),
    house: text('house'),
    needsBuilding: header.columns.has('building'),
  });
}

function roomOf(cells: RowCells, note: Note): string | undefined {
  const room = homeOf(cells);
  if (room !== undefined) return room;
  const parts: readonly Column[] = ['building', 'unit', 'room', 'house'];
  const value = parts.map((part) => cells.text(part)).filter((part) => part !== '');
  note('E_ROOM', cells.header.columns.has('room') ? 'room' : 'house', value.join(' '));
  return undefined;
}

function ownerOf({ text }: RowCells, words: ImportWords, note: Note): string {
  const { owner, several, note: remark } = readOwner(text('owner'));
  if (owner === '') note('W_OWNER', 'owner');
  if (several) note('W_OWNERS', 'owner', owner);
  const soldIn = (column: Column) => words.sold.find((word) => text(column).includes(word));
  const [byOwner, byRemark] = [soldIn('owner'), soldIn('remark')];
  if (byOwner !== undefined) note('W_SOLD', 'owner', byOwner);
  else if (byRemark !== undefined) note('W_SOLD', 'remark', byRemark);
  if (remark !== '' && byOwner === undefined) note('W_OWNER_NOTE', 'owner', remark);
  return owner;
}

/** The months a row is of: one cell says them, or two cells say their ends. */
export function periodOf({ at }: RowCells): Period | undefined {
  const whole = at('period');
  return whole === null ? periodBetween(at('from'), at('to')) : readPeriod(whole);
}

function notedPeriod(cells: RowCells, note: Note): Period | undefined {
  const period = periodOf(cells);
  if (period) return period;
  const { text, header } = cells;
  const ends = [text('from'), text('to')].filter((end) => end !== '').join(' / ');
  if (text('period') !== '' || !header.columns.has('from')) note('E_PERIOD', 'period');
  else note('E_PERIOD', 'from', ends);
  return undefined;
}

/** The day in the cell; without one, the last day of the period's last month. */
function dueOf({ at }: RowCells, { to }: Period, note: Note): LocalDate | undefined {
  const due = at('due') === null ? lastDayOf(to) : readDay(at('due'));
  if (!due) note('E_DUE', 'due');
  return due;
}
