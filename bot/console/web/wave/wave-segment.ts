import type { WaveProgress } from '../../wave-api.ts';

/** Where households of a wave may stand, what is done first. */
export const STANDS = [
  'sent',
  'leaving',
  'withheld',
  'overtaken',
  'failed',
  'unknown',
  'stopped',
  'waiting',
] as const satisfies readonly (keyof WaveProgress)[];

/** A part of the bar, in hundredths of its width. */
export interface Segment {
  readonly stand: (typeof STANDS)[number];
  readonly from: number;
  readonly length: number;
}

/** Lays the bar out; all of it together is the wave. */
export function segmentsOf(progress: WaveProgress): Segment[] {
  const all = STANDS.reduce((sum, stand) => sum + progress[stand], 0);
  let from = 0;
  return STANDS.flatMap((stand) => {
    if (progress[stand] === 0) return [];
    const segment = { stand, from, length: (progress[stand] / all) * 100 };
    from += segment.length;
    return [segment];
  });
}
