import { type Fen, fen, parseYuan } from '#domain/money.ts';
import type { Cell } from '../sheet/sheet.ts';

export type ReadAmount =
  | { readonly ok: true; readonly amount: Fen }
  | { readonly ok: false; readonly code: 'E_AMOUNT' | 'E_DECIMALS' };

/** How far a number of a spreadsheet may lie from whole fen and still mean them. */
const NOISE = 1e-6;

const SIGNS = /^(?:￥|¥|人民币|RMB|CNY)\s*/iu;
const UNIT = /\s*(?:元整?|圆整?)$/u;
/** Commas stand between groups of three; anything else may be a decimal comma. */
const DIGITS = /^-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/u;

/**
 * Reads a sum of money from a cell: text by its digits, never through a float; numbers only where they are whole fen.
 * Any other unit than yuan is refused.
 */
export function readAmount(cell: Cell): ReadAmount {
  if (cell === null) return { ok: false, code: 'E_AMOUNT' };
  if (typeof cell === 'number') return amountOfNumber(cell);
  const text = cell.normalize('NFKC').trim();
  const [, minus = '', rest = ''] = /^(-?)\s*(.*)$/su.exec(text) ?? [];
  const plain = minus + rest.replace(SIGNS, '').replace(UNIT, '');
  if (!DIGITS.test(plain)) return { ok: false, code: 'E_AMOUNT' };
  const digits = plain.replaceAll(',', '');
  if (/\.\d{2}\d*[1-9]/u.test(digits)) return { ok: false, code: 'E_DECIMALS' };
  const amount = parseYuan(digits.replace(/(\.\d{2})0+$/u, '$1'));
  return amount === undefined ? { ok: false, code: 'E_AMOUNT' } : { ok: true, amount };
}

function amountOfNumber(value: number): ReadAmount {
  const cents = Math.round(value * 100);
  if (!Number.isSafeInteger(cents)) return { ok: false, code: 'E_AMOUNT' };
  if (Math.abs(value * 100 - cents) > NOISE * Math.max(1, Math.abs(cents) / 1e6)) {
    return { ok: false, code: 'E_DECIMALS' };
  }
  return { ok: true, amount: fen(cents === 0 ? 0 : cents) };
}
