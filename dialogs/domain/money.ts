/** An amount of money in whole fen (1 yuan = 100 fen). Never a float of yuan. */
export type Fen = number & { readonly __unit: 'fen' };

const YUAN = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/u;

function isFen(value: number): value is Fen {
  return Number.isSafeInteger(value);
}

/**
 * Brands a whole number of fen.
 * @throws RangeError when the value is not a safe integer.
 */
export function fen(value: number): Fen {
  if (!isFen(value)) throw new RangeError(`${value} is not a whole number of fen`);
  return value;
}

/**
 * Reads a decimal string in yuan, as `1288.05`, without going through a float.
 * @returns the fen, or `undefined` when the text is no amount with at most two decimals.
 */
export function parseYuan(text: string): Fen | undefined {
  const match = YUAN.exec(text);
  if (!match) return undefined;
  const [, sign = '', whole = '0', cents = ''] = match;
  const value = Number(whole) * 100 + Number(cents.padEnd(2, '0'));
  return Number.isSafeInteger(value)
    ? fen(sign === '-' && value !== 0 ? -value : value)
    : undefined;
}

/** Writes fen as a decimal string in yuan with two decimals, as `1288.05`. */
export function formatYuan(amount: Fen): string {
  const sign = amount < 0 ? '-' : '';
  const value = Math.abs(amount);
  return `${sign}${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`;
}

/** Adds amounts; the sum of none is zero. */
export function sumFen(amounts: Iterable<Fen>): Fen {
  let total = 0;
  for (const amount of amounts) total += amount;
  return fen(total);
}

/** The part of `amount` that is left after `taken`; may be negative. */
export function minusFen(amount: Fen, taken: Fen): Fen {
  return fen(amount - taken);
}

/**
 * `parts` of `of` equal parts of an amount, in whole fen; the parts left over make up the rest exactly.
 * @throws RangeError when the share is not a positive whole number of parts.
 */
export function shareOf(amount: Fen, { parts, of }: { parts: number; of: number }): Fen {
  if (!Number.isInteger(parts) || !Number.isInteger(of) || parts < 0 || of < 1) {
    throw new RangeError(`${parts} of ${of} parts is no share of an amount`);
  }
  const base = Math.floor(amount / of);
  return fen(base * parts + Math.min(amount - base * of, parts));
}

/**
 * Splits an amount into parts that differ by at most one fen and add up exactly; the larger parts come first.
 * @throws RangeError when `parts` is not a positive whole number.
 */
export function splitFen(amount: Fen, parts: number): Fen[] {
  if (!Number.isInteger(parts) || parts < 1)
    throw new RangeError(`cannot split an amount into ${parts} parts`);
  const base = Math.floor(amount / parts);
  const rest = amount - base * parts;
  return Array.from({ length: parts }, (_, index) => fen(base + (index < rest ? 1 : 0)));
}
