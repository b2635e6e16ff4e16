/** One measured figure of the benchmark contract. */
export interface Figure {
  readonly value: number;
  readonly unit: string;
  /** The floor measured in the same run, in the same unit. */
  readonly floor?: number;
  /** Work ÷ floor. */
  readonly ratio?: number;
  /** How many times the work was done. */
  readonly n: number;
  readonly p50?: number;
  readonly p99?: number;
}

/** How much of a figure is measured; the smoke run only shows that it can be. */
export type Effort = 'full' | 'smoke';

export type Measure = (effort: Effort) => Promise<Record<string, Figure>>;

/** Two decimals are as many as any of these figures deserves. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The value below which a share of the sorted samples lies. */
export function quantile(sorted: readonly number[], share: number): number {
  return rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

/** Things done a second since `begun`. */
export function rate(count: number, begun: number): number {
  return count / ((performance.now() - begun) / 1000);
}
