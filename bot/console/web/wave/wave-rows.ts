import type { WavePreview } from '../../wave-api.ts';

/** One household of a wave. */
export type WaveRow = WavePreview['rows'][number];

/** Which rows somebody wants to see. */
export const WAVE_VIEWS = ['sending', 'approval', 'withheld'] as const;
export type WaveView = (typeof WAVE_VIEWS)[number];

/** Which view a row stands in: withheld, sendable after an approval, or sendable. */
export function viewOf(row: WaveRow): WaveView {
  if (!row.sendable) return 'withheld';
  return row.needsApproval ? 'approval' : 'sending';
}

/** Rows of each view, in the order of the service. */
export function rowsByView(rows: readonly WaveRow[]): Record<WaveView, WaveRow[]> {
  const views: Record<WaveView, WaveRow[]> = { sending: [], approval: [], withheld: [] };
  for (const row of rows) views[viewOf(row)].push(row);
  return views;
}

/** What somebody narrows a wave to; empty words and 0 let everything pass. */
export interface WaveFilter {
  readonly stage: string;
  readonly category: string;
  /** Days that the oldest of it is overdue, at least. */
  readonly age: number;
  /** Decimal sum in yuan, at least. */
  readonly least: string;
}

export const NO_FILTER: WaveFilter = { stage: '', category: '', age: 0, least: '' };

/** Whether a household is among those somebody narrowed the wave to. */
export function isAmong(row: WaveRow, { stage, category, age, least }: WaveFilter): boolean {
  if (stage !== '' && row.stage !== stage) return false;
  if (category !== '' && row.category !== category) return false;
  return row.overdueDays >= age && inFen(row.total) >= inFen(least);
}

/** A decimal sum with up to two decimals, in fen; what is no sum counts as nothing. */
function inFen(sum: string): bigint {
  const read = /^(\d+)(?:\.(\d{1,2}))?$/u.exec(sum);
  return read ? BigInt(`${read[1]}${(read[2] ?? '').padEnd(2, '0')}`) : 0n;
}

/** The sum of decimal amounts with two decimals, without floats. */
export function addSums(sums: readonly string[]): string {
  let total = 0n;
  for (const sum of sums) total += BigInt(sum.replace('.', ''));
  const digits = total.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
