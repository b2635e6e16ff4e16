import { HOUR_MS, type Instant } from '#domain/time.ts';

/** How long things took from their beginning to their end, in hours to one place. */
export function hoursBetween(begin: Instant, end: Instant): number {
  return Math.round(((end - begin) / HOUR_MS) * 10) / 10;
}

/** The value that `share` of the values do not exceed (nearest rank); null where there are none. */
export function percentile(values: readonly number[], share: number): number | null {
  const ordered = values.toSorted((a, b) => a - b);
  return ordered[Math.max(0, Math.ceil(share * ordered.length) - 1)] ?? null;
}
