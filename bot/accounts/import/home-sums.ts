import { type Fen, formatYuan, sumFen } from '#domain/money.ts';
import { readAmount } from './amount-grammar.ts';
import type { RowCells } from './row-cells.ts';
import type { WrittenMoney } from './row-money.ts';
import type { RowNote } from './row-note.ts';

interface Group {
  readonly row: number;
  readonly room: string | undefined;
  readonly total: Fen;
  readonly rows: (WrittenMoney | undefined)[];
}

/** Rows that a column of sums adds up: those of one home, or those over which its cell is merged. */
export interface HomeSums {
  add(
    row: number,
    room: string | undefined,
    cells: RowCells,
    written: WrittenMoney | undefined,
  ): void;
  /** The notes on every group that does not come to its sum, by row. */
  end(): { readonly row: number; readonly note: RowNote }[];
}

/** @param merged rows whose cell in the column of sums is merged with the one above or below. */
export function homeSums(merged: ReadonlySet<number>): HomeSums {
  const groups: Group[] = [];
  return {
    add(row, room, cells, written) {
      const read = readAmount(cells.at('sum'));
      const last = groups.at(-1);
      const isMerged = merged.has(row) && merged.has(row - 1);
      const goesOn = last && (isMerged || (room !== undefined && last.room === room));
      if (last && goesOn && (!read.ok || read.amount === last.total)) last.rows.push(written);
      else if (read.ok) groups.push({ row, room, total: read.amount, rows: [written] });
    },
    end: () =>
      groups.flatMap(({ row, total, rows }) => {
        const known = rows.filter((one) => one !== undefined);
        if (known.length < rows.length || agrees(total, known)) return [];
        const sum = formatYuan(sumFen(known.map(openOf)));
        return [{ row, note: { code: 'W_TOTAL', column: 'sum', value: formatYuan(total), sum } }];
      }),
  };
}

/** Sums are of what is due or of what is open; some sheets repeat them on every row, some sum up each row alone. */
function agrees(total: Fen, rows: readonly WrittenMoney[]): boolean {
  const [due, open] = [rows.map(dueOf), rows.map(openOf)];
  return [due, open].some(
    (amounts) => sumFen(amounts) === total || amounts.every((amount) => amount === total),
  );
}

function dueOf({ amount, open }: WrittenMoney): Fen {
  return amount ?? open ?? sumFen([]);
}

function openOf({ amount, open }: WrittenMoney): Fen {
  return open ?? amount ?? sumFen([]);
}
