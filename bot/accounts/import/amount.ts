import { type Fen, fen, parseYuan } from '#domain/money.ts';
import type { Cell } from '../sheet/sheet.ts';

export type ReadAmount =
  | { readonly ok: true; readonly amount: Fen }
  | { readonly ok: false; readonly code: 'E_AMOUNT' | 'E_DECIMALS' };

/** How far a number of a spreadsheet may lie from whole fen and still mean them. */
const NOISE = 1e-6;

/** Reads a sum of money from a cell: text by its digits, numbers only where they are whole fen. */
export function readAmount(cell: Cell): ReadAmount {
  if (cell === null) return { ok: false, code: 'E_AMOUNT' };
  if (typeof cell === 'number') {
    const cents = Math.round(cell * 100);
    if (!Number.isSafeInteger(cents)) return { ok: false, code: 'E_AMOUNT' };
    if (Math.abs(cell * 100 - cents) > NOISE * Math.max(1, Math.abs(cents) / 1e6)) {
      return { ok: false, code: 'E_DECIMALS' };
    }
    return { ok: true, amount: fen(cents === 0 ? 0 : cents) };
  }
  const plain = cell
    .normalize('NFKC')
    .replaceAll(/[\s,\u00A5\uFFE5]/gu, '')
    .replace(/\p{Script=Han}+$/u, '');
  if (/^-?\d+\.\d{3,}$/u.test(plain)) return { ok: false, code: 'E_DECIMALS' };
  const amount = parseYuan(plain);
  return amount === undefined ? { ok: false, code: 'E_AMOUNT' } : { ok: true, amount };
}
