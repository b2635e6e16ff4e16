import { type Fen, fen, formatYuan, sumFen } from '#domain/money.ts';
import type { Cell } from '../sheet/sheet.ts';
import { readAmount } from './amount-grammar.ts';
import type { Header } from './header.ts';
import type { ImportWords } from './import-words.ts';
import { MONEY_COLUMNS, type MoneyColumn } from './merged-rows.ts';
import type { RowCells } from './row-cells.ts';
import type { WrittenMoney } from './row-money.ts';
import type { RowNote } from './row-note.ts';

export type TotalKind = 'total' | 'subtotal';

/** Longer cells are sentences, not the label of a total. */
const LONGEST_LABEL = 16;

/** Whether a row holds a total: one cell is its label, or begins or ends so where the row is no bill. */
export function totalKind(
  row: readonly Cell[],
  { columns }: Header,
  { totals, subtotals }: ImportWords,
  isReadable: () => boolean,
): TotalKind | undefined {
  const labels = row
    .filter((_cell, index) => index !== columns.get('remark'))
    .filter((cell) => typeof cell === 'string')
    .map((cell) => cell.normalize('NFKC').replaceAll(/\(.*?\)|[\s:]/gu, ''));
  const exact = (words: readonly string[]) => labels.some((label) => words.includes(label));
  const near = (words: readonly string[]) =>
    labels.some(
      (label) =>
        label.length <= LONGEST_LABEL &&
        words.some((word) => label.startsWith(word) || label.endsWith(word)),
    );
  if (exact(totals)) return 'total';
  if (exact(subtotals)) return 'subtotal';
  const kind = near(subtotals) ? 'subtotal' : near(totals) ? 'total' : undefined;
  return kind === undefined || isReadable() ? undefined : kind;
}

/** The rows of a sheet so far, for comparing what it writes as their total. */
export interface ControlTotals {
  add(written: WrittenMoney, isTaken: boolean): void;
  /** Compares a line of totals with the rows above it. */
  check(kind: TotalKind, cells: RowCells): RowNote[];
  /** What is open in all rows whose sums can be read, and what the sheet itself writes as its total. */
  end(): SheetSums;
}

export interface SheetSums {
  readonly open: Fen;
  /** Null where the sheet has no total. */
  readonly written: Fen | null;
}

/** A sum that runs down a column, and where it stood at each line of totals. */
interface Running {
  sum: number;
  last: number;
  readonly lines: Set<number>;
}

/**
 * A line of totals may be of all rows above it or of those since any earlier line, with or without the rows that are refused
 * though their sums can be read: office and import may agree on either.
 */
export function controlTotals(): ControlTotals {
  const start = (): Running => ({ sum: 0, last: 0, lines: new Set([0]) });
  const columns = MONEY_COLUMNS.map((column) => ({ column, all: start(), taken: start() }));
  const sums = { open: 0, taken: 0 };
  const lines: Fen[] = [];
  return {
    add(written, isTaken) {
      sums.open += openIn(written);
      if (isTaken) sums.taken += openIn(written);
      for (const { column, all, taken } of columns) {
        all.sum += written[column] ?? 0;
        if (isTaken) taken.sum += written[column] ?? 0;
      }
    },
    check(kind, cells) {
      const notes: RowNote[] = [];
      const line = kind === 'total' ? lineOf(cells) : null;
      if (line !== null) lines.push(openIn(line));
      for (const { column, all, taken } of columns) {
        const total = readAmount(cells.at(column));
        const agrees = ({ sum, lines }: Running) => total.ok && lines.has(sum - total.amount);
        if (total.ok && !agrees(all) && !agrees(taken)) {
          const sum = formatYuan(fen(kind === 'total' ? all.sum : all.sum - all.last));
          notes.push({ code: 'W_TOTAL', column, value: formatYuan(total.amount), sum });
        }
        for (const running of [all, taken]) {
          running.last = running.sum;
          running.lines.add(running.sum);
        }
      }
      return notes;
    },
    end() {
      const last = lines.at(-1);
      if (last === undefined) return { open: fen(sums.open), written: null };
      // Several lines of totals are those of pages, unless the last one is of all.
      const pages = sumFen(lines);
      const isOfPages = [sums.open, sums.taken].includes(pages);
      return { open: fen(sums.open), written: isOfPages ? pages : last };
    },
  };
}

/** What is open by the sums of a row, as far as it says them. */
function openIn({ amount, waived, paid, open }: WrittenMoney): Fen {
  return open ?? fen((amount ?? 0) - (waived ?? 0) - (paid ?? 0));
}

/** The sums of a line of totals; null where it says neither what is due nor what is open. */
function lineOf(cells: RowCells): WrittenMoney | null {
  const read = (column: MoneyColumn): Fen | null => {
    const amount = readAmount(cells.at(column));
    return amount.ok ? amount.amount : null;
  };
  const line = {
    amount: read('amount'),
    waived: read('waived'),
    paid: read('paid'),
    open: read('open'),
  };
  return line.amount === null && line.open === null ? null : line;
}
