import type { Instant } from '#domain/time.ts';
import type { Tx } from '#ports/store/store.ts';
import { WAVE_QUEUE, type WaveJob, waveDedup } from '#ports/wave-keeper.ts';

/** Plans the next work of a wave. */
export async function planWaveRound(tx: Tx, wave: string, at: Instant): Promise<void> {
  const payload: WaveJob = { wave };
  const dedup = waveDedup(wave);
  await tx.jobs.schedule({
    queue: WAVE_QUEUE,
    key: dedup,
    dedup,
    runAt: at,
    payload: JSON.stringify(payload),
  });
}
