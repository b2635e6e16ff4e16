import type { BillRow } from './bill-row.ts';
import type { Header } from './header.ts';
import type { ImportWords } from './import-words.ts';
import { mayBeSameOwner } from './owner-grammar.ts';
import type { RowNote } from './row-note.ts';

interface Seen {
  readonly sheet: string;
  readonly row: number;
  readonly bill: BillRow;
}

/** What the rows of a whole workbook say about each other. */
export interface RepeatedBills {
  /** Compares a bill with the rows before it and remembers it, unless one of them is the same bill. */
  compare(sheet: string, row: number, bill: BillRow, header: Header): RowNote[];
}

/** Starts with no row seen. */
export function repeatedBills({ row: nameOf }: ImportWords): RepeatedBills {
  const items = new Map<string, Seen[]>();
  /** The rows that first name another owner of a home. */
  const owners = new Map<string, Seen[]>();
  return {
    compare(sheet, row, bill, { columns }) {
      const name = (one: Seen) => nameOf(one.row, one.sheet === sheet ? undefined : one.sheet);
      const column = columns.has('period') ? 'period' : 'from';
      const sameItem = listIn(items, `${bill.room} ${bill.item}`);
      const same = sameItem.find((one) => isSamePeriod(one.bill, bill));
      if (same) return [{ code: 'E_DUPLICATE', column, value: name(same) }];
      const notes: RowNote[] = [];
      const crossing = sameItem.find((one) => overlap(one.bill, bill));
      if (crossing) notes.push({ code: 'W_OVERLAP', column, value: name(crossing) });
      sameItem.push({ sheet, row, bill });
      const named = listIn(owners, bill.room);
      const other = named.find((one) => isOtherOwner(one.bill, bill));
      if (other) notes.push({ code: 'W_OWNER_DIFFERS', column: 'owner', value: name(other) });
      const isNew = named.every((one) => one.bill.owner !== bill.owner);
      if (bill.owner !== '' && isNew) named.push({ sheet, row, bill });
      return notes;
    },
  };
}

function listIn(lists: Map<string, Seen[]>, key: string): Seen[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

function isOtherOwner(a: BillRow, b: BillRow): boolean {
  return b.owner !== '' && !mayBeSameOwner(a.owner, b.owner);
}

function isSamePeriod(a: BillRow, b: BillRow): boolean {
  return a.period.from === b.period.from && a.period.to === b.period.to;
}

function overlap(a: BillRow, b: BillRow): boolean {
  return a.period.from <= b.period.to && b.period.from <= a.period.to;
}
