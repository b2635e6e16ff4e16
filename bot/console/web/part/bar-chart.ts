/** One bar: what it stands for, how much, and the amount in words. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly text: string;
}

/** A bar laid out for drawing; lengths are in hundredths of the chart's width. */
export interface DrawnBar extends Bar {
  readonly length: number;
}

/** Lays bars out against the largest one. What is there stays visible, however small. */
export function drawBars(bars: readonly Bar[]): DrawnBar[] {
  const largest = Math.max(0, ...bars.map((bar) => bar.value));
  return bars.map((bar) => ({
    ...bar,
    length: bar.value <= 0 ? 0 : Math.max(1, Math.round((bar.value / largest) * 100)),
  }));
}
