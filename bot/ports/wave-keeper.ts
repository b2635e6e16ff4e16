import type { Instant } from '#domain/time.ts';
import type { HomeState } from './store/waves.ts';
import type { Tx } from './store/store.ts';

/** Queue of the waves' own work: ordering their reminders, looking whether they are over. */
export const WAVE_QUEUE = 'wave';

/** What a job of a wave carries. */
export interface WaveJob {
  readonly wave: string;
}

/** The one planned work of a wave. */
export function waveDedup(wave: string): string {
  return `wave:${wave}`;
}

/** What became of a wave's word to a household. */
export interface Settled {
  readonly to: Exclude<HomeState, 'waiting' | 'stopping' | 'stopped'>;
  readonly reasons?: readonly string[];
  readonly until?: Instant | null;
}

/** How waves are asked and told by whoever works off their reminders. */
export interface WaveKeeper {
  /** Whether the wave runs and the household's order was not taken back. */
  stands(tx: Tx, wave: string, householdId: string): Promise<boolean>;
  /**
   * Writes down where a household stands now; what was taken back stays so. Ends a wave with nothing left to do.
   * @returns whether the order stands: of a wave that was paused or stopped meanwhile nothing is to be planned again.
   */
  settle(
    tx: Tx,
    wave: string,
    householdId: string,
    settled: Settled,
    now: Instant,
  ): Promise<boolean>;
}
