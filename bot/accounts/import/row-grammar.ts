import { type Fen, fen, formatYuan, minusFen } from '#domain/money.ts';
import type { ChargeBasis, Occupancy } from '#domain/household.ts';
import { type LocalDate, isLocalDate, localDate } from '#domain/time.ts';
import type { Cell } from '../sheet/sheet.ts';
import { readAmount } from './amount.ts';
import { readBasis } from './basis-grammar.ts';
import type { Column, Header } from './header.ts';
import type { ImportWords } from './import-words.ts';
import { type Period, periodBetween, readPeriod } from './period-grammar.ts';

/** A bill as a row gives it. */
export interface BillRow {
  readonly room: string;
  readonly owner: string;
  readonly phone: string | null;
  readonly occupancy: Occupancy;
  readonly item: string;
  readonly period: Period;
  readonly due: LocalDate;
  readonly amount: Fen;
  readonly paid: Fen;
  /** What the amount is reckoned from, where the sheet says so. */
  readonly basis?: ChargeBasis;
}

/** What a row lacks or says oddly; `column` is where. */
export interface RowNote {
  readonly code: string;
  readonly column: Column;
  readonly value: string;
}

export interface ReadRow {
  /** Absent when the row has an error. */
  readonly bill?: BillRow;
  readonly notes: readonly RowNote[];
}

const MOBILE = /(?<!\d)1[3-9]\d{9}(?!\d)/u;
const OWNERS = /[、,，/;；]/u;

/** Reads one row of bills. */
export function readRow(
  cells: readonly Cell[],
  header: Header,
  words: ImportWords,
  defaultItem: string,
): ReadRow {
  const notes: RowNote[] = [];
  const at = (column: Column): Cell => cells[header.columns.get(column) ?? -1] ?? null;
  const text = (column: Column): string =>
    String(at(column) ?? '')
      .normalize('NFKC')
      .trim();
  const note = (code: string, column: Column, value = text(column)) => {
    notes.push({ code, column, value });
  };

  const room = roomOf(text, header, words);
  if (room === undefined) note('E_ROOM', header.columns.has('room') ? 'room' : 'house');
  const owner = text('owner')
    .replaceAll(/\(.*?\)/gu, '')
    .trim();
  if (owner === '') note('E_OWNER', 'owner');
  if (OWNERS.test(owner)) note('W_OWNERS', 'owner');
  const phone = MOBILE.exec(phoneText(at('phone')))?.[0] ?? null;
  if (phone === null) note('W_PHONE', 'phone', '');
  const known = words.occupancy(text('occupancy'));
  if (!known && text('occupancy') !== '') note('W_OCCUPANCY', 'occupancy');

  const period = header.columns.has('period')
    ? readPeriod(at('period'))
    : periodBetween(at('from'), at('to'));
  const periodColumn = header.columns.has('period') ? 'period' : 'from';
  if (!period) note('E_PERIOD', periodColumn);
  const due = period && dueOf(at('due'), period);
  if (period && !due) note('E_DUE', 'due');
  const money = moneyOf(at, note);

  if (!room || owner === '' || !period || !due || !money) return { notes };
  const item = text('item') === '' ? defaultItem : text('item');
  const basis = readBasis(at('area'), at('price'));
  const home = { room, owner, phone, occupancy: known ?? 'occupied' };
  const bill = { ...home, item, period, due, ...money, ...(basis && { basis }) };
  return { bill, notes };
}

type Note = (code: string, column: Column, value?: string) => void;

function moneyOf(at: (column: Column) => Cell, note: Note): { amount: Fen; paid: Fen } | undefined {
  const read = (column: Column): Fen | null | undefined => {
    if (at(column) === null) return null;
    const result = readAmount(at(column));
    if (result.ok && result.amount < 0) note('E_NEGATIVE', column);
    else if (!result.ok) note(result.code, column);
    return result.ok && result.amount >= 0 ? result.amount : undefined;
  };
  const [amount, paid, open] = [read('amount'), read('paid'), read('open')];
  if (amount === undefined || paid === undefined || open === undefined) return undefined;
  if (amount === null) {
    if (open !== null) return { amount: open, paid: fen(0) };
    note('E_AMOUNT', 'open');
    return undefined;
  }
  const received = paid ?? (open === null ? fen(0) : minusFen(amount, open));
  const left = minusFen(amount, received);
  if (open !== null && left !== open) {
    note('E_BALANCE', 'open', formatYuan(left));
    return undefined;
  }
  return { amount, paid: received };
}

/** `1-1-101` from building, unit and room, or from one cell that has them all. */
function roomOf(
  text: (column: Column) => string,
  header: Header,
  words: ImportWords,
): string | undefined {
  const part = (value: string): string => {
    let bare = value;
    for (const suffix of words.suffixes) {
      if (bare.endsWith(suffix)) bare = bare.slice(0, -suffix.length);
    }
    return /^\d+$/u.test(bare) ? String(Number(bare)) : bare.trim();
  };
  const whole = text('house');
  if (!header.columns.has('room')) {
    const pieces = whole.split(/[-\s栋幢座单元]+/u).filter((piece) => piece !== '');
    return pieces.length > 0 ? pieces.map(part).join('-') : undefined;
  }
  const room = part(text('room'));
  if (room === '' || room === '0') return undefined;
  if (room.includes('-')) return room;
  return [part(text('building')), part(text('unit')), room]
    .filter((piece) => piece !== '')
    .join('-');
}

/** A number that a spreadsheet shows as 1.38E+10 is still a phone. */
function phoneText(cell: Cell): string {
  if (typeof cell === 'number') return Number.isSafeInteger(cell) ? String(cell) : '';
  return String(cell ?? '')
    .normalize('NFKC')
    .replaceAll(/(?<=\d)[\s-](?=\d{4})/gu, '');
}

/** The day in the cell; without one, the last day of the period's last month. */
function dueOf(cell: Cell, { to }: Period): LocalDate | undefined {
  if (cell === null) {
    const [year = 0, month = 0] = to.split('-').map(Number);
    return localDate(new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10));
  }
  const match = /^(\d{4})[./年-](\d{1,2})[./月-](\d{1,2})日?/u.exec(String(cell).normalize('NFKC'));
  if (!match) return undefined;
  const [, year = '', month = '', day = ''] = match;
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isLocalDate(written) ? localDate(written) : undefined;
}
