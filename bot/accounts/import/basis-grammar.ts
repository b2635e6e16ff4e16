import type { ChargeBasis } from '#domain/household.ts';
import type { Cell } from '../sheet/sheet.ts';

/** Digits before and after the point that a basis may have, and the words of a unit after it. */
const NUMBER = /^(\d{1,6})(?:\.(\d{1,6}))?(?![\d.,])\s*(?:\D.*)?$/u;

const AREA_DIGITS = 2;
const RATE_DIGITS = 4;

/**
 * Reads area and monthly rate of a row, as 85.90 and 2.5元/㎡·月. Undefined where one is missing or finer than it can
 * be kept: a basis that is not exact explains nothing.
 */
export function readBasis(area: Cell, rate: Cell): ChargeBasis | undefined {
  const [squares, price] = [scaled(area, AREA_DIGITS), scaled(rate, RATE_DIGITS)];
  return squares !== undefined && price !== undefined ? { area: squares, rate: price } : undefined;
}

function scaled(cell: Cell, digits: number): number | undefined {
  const [, whole, decimals = ''] =
    NUMBER.exec(
      String(cell ?? '')
        .normalize('NFKC')
        .trim(),
    ) ?? [];
  if (whole === undefined || /[^0]/u.test(decimals.slice(digits))) return undefined;
  const value = Number(whole + decimals.slice(0, digits).padEnd(digits, '0'));
  return value > 0 ? value : undefined;
}
