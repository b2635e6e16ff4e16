import { type Fen, fen, formatYuan, minusFen } from '#domain/money.ts';
import { readAmount } from './amount-grammar.ts';
import type { MoneyColumn } from './merged-rows.ts';
import type { RowCells } from './row-cells.ts';
import type { Note } from './row-note.ts';

/** Sums as a row gives them; null where it gives none. */
export type WrittenMoney = Readonly<Record<MoneyColumn, Fen | null>>;

export interface RowMoney {
  /** What is due after what was waived. */
  readonly amount: Fen;
  readonly paid: Fen;
}

/** Reads the sums of a row one by one; undefined when one is no sum or belongs to several rows. */
export function readMoney(
  cells: RowCells,
  isMerged: (column: MoneyColumn) => boolean,
  note: Note,
): WrittenMoney | undefined {
  let readable = true;
  const read = (column: MoneyColumn): Fen | null => {
    if (cells.at(column) === null) return null;
    const result = readAmount(cells.at(column));
    if (result.ok && result.amount >= 0 && !isMerged(column)) return result.amount;
    readable = false;
    if (!result.ok) note(result.code, column);
    else note(result.amount < 0 ? 'E_NEGATIVE' : 'E_MERGED_AMOUNT', column);
    return null;
  };
  const [amount, waived, paid, open] = [read('amount'), read('waived'), read('paid'), read('open')];
  return readable ? { amount, waived, paid, open } : undefined;
}

/**
 * What a row comes to: due less waived and received is what is open. Where the row says all of them they have to agree;
 * undefined when they do not.
 */
export function balance(written: WrittenMoney, note: Note): RowMoney | undefined {
  const { amount: due, waived, paid, open } = written;
  if (due === null) {
    if (open !== null) return { amount: open, paid: fen(0) };
    note('E_AMOUNT', 'open');
    return undefined;
  }
  const amount = minusFen(due, waived ?? fen(0));
  const received = paid ?? (open === null ? fen(0) : minusFen(amount, open));
  const left = minusFen(amount, received);
  if ((open !== null && left !== open) || received < 0) {
    note('E_BALANCE', 'open', formatYuan(open === left ? amount : left));
    return undefined;
  }
  if (left < 0) {
    note('E_NEGATIVE', paid === null ? 'waived' : 'paid', formatYuan(left));
    return undefined;
  }
  return { amount, paid: received };
}
