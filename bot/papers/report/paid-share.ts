/** How many of `n` households paid something, and between which whole percents the share lies (95 % interval). */
export interface PaidShare {
  readonly n: number;
  readonly paid: number;
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % point of the normal distribution: an interval that misses one time in twenty. */
const Z = 1.96;

/**
 * How many of `n` paid, with Wilson's 95 % interval in whole percent, rounded outwards. It stays sensible for few
 * households, where it is simply wide; for none it is everything.
 */
export function paidShare(paid: number, n: number): PaidShare {
  if (n === 0) return { n, paid, low: 0, high: 100 };
  const share = paid / n;
  const spread = (Z * Z) / n;
  const centre = share + spread / 2;
  const reach = Z * Math.sqrt((share * (1 - share)) / n + spread / (4 * n));
  const percent = (value: number) => (100 * value) / (1 + spread);
  return {
    n,
    paid,
    low: Math.max(0, Math.floor(percent(centre - reach) + 1e-9)),
    high: Math.min(100, Math.ceil(percent(centre + reach) - 1e-9)),
  };
}
