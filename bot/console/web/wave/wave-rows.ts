import type { WavePreview } from '../../api.ts';

/** One household of a wave. */
export type WaveRow = WavePreview['rows'][number];

/** Which rows somebody wants to see. */
export const WAVE_VIEWS = ['sending', 'approval', 'withheld'] as const;
export type WaveView = (typeof WAVE_VIEWS)[number];

/** Which view a row stands in: withheld, sendable after an approval, or sendable. */
export function viewOf(row: WaveRow): WaveView {
  if (row.reasons.length > 0) return 'withheld';
  return row.needsApproval ? 'approval' : 'sending';
}

/** Rows of each view, in the order of the service. */
export function rowsByView(rows: readonly WaveRow[]): Record<WaveView, WaveRow[]> {
  const views: Record<WaveView, WaveRow[]> = { sending: [], approval: [], withheld: [] };
  for (const row of rows) views[viewOf(row)].push(row);
  return views;
}

/** The sum of decimal amounts with two decimals, without floats. */
export function addSums(sums: readonly string[]): string {
  let total = 0n;
  for (const sum of sums) total += BigInt(sum.replace('.', ''));
  const digits = total.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
