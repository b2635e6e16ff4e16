import { fen, formatYuan } from '#domain/money.ts';
import type { Cell } from '../sheet/sheet.ts';
import { readAmount } from './amount-grammar.ts';
import type { Header } from './header.ts';
import type { ImportWords } from './import-words.ts';
import { MONEY_COLUMNS } from './merged-rows.ts';
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
  return {
    add(written, isTaken) {
      for (const { column, all, taken } of columns) {
        all.sum += written[column] ?? 0;
        if (isTaken) taken.sum += written[column] ?? 0;
      }
    },
    check(kind, cells) {
      const notes: RowNote[] = [];
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
  };
}
