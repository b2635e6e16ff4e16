import { append } from '#ledger/append.ts';
import type { Instant } from '#domain/time.ts';
import type { Tx } from '#ports/store/store.ts';
import type { HomeState, WaveAct } from '#ports/store/waves.ts';
import type { WaveKeeper } from '#ports/wave-keeper.ts';
import { planWaveRound } from './plan-wave-round.ts';

/** Where a household stands while the wave's word to it is on its way; one that was taken back is in none of these. */
const ON_ITS_WAY: readonly HomeState[] = ['ordered', 'made', 'withheld'];

/** How the turn room asks and tells waves; a wave that is paused or stopped has taken back all that had not left. */
export const waveKeeper: WaveKeeper = {
  async stands(tx, wave, householdId) {
    const found = await tx.waves.byId(wave);
    if (found?.state !== 'running') return false;
    return (await tx.waves.home(wave, householdId))?.state === 'ordered';
  },
  async settle(tx, wave, householdId, { to, reasons = [], until = null }, now) {
    const state = (await tx.waves.byId(wave))?.state;
    const runs = state === 'running';
    if (runs || to !== 'ordered') {
      const moved = await tx.waves.moveHome(wave, householdId, ON_ITS_WAY, to, { reasons, until });
      if (moved) await endIfOver(tx, wave, now);
      return moved && runs;
    }
    // Refused by its channel after the wave was paused or stopped: it goes where the others of the wave are.
    const back = state === 'paused' ? 'waiting' : 'stopping';
    await tx.waves.moveHome(wave, householdId, ON_ITS_WAY, back, { reasons: [], until: null });
    if (back === 'stopping') await planWaveRound(tx, wave, now);
    return false;
  },
};

/** Ends a running wave of which nothing is to be ordered, worked off or sent any more. */
export async function endIfOver(tx: Tx, id: string, now: Instant): Promise<void> {
  if (await tx.waves.isOpen(id)) return;
  if (!(await tx.waves.move(id, ['running'], 'finished', { endedAt: now }))) return;
  await note(tx, id, 'finished', null, null, now);
}

/** Writes down what was done with a wave: for its page, and in the ledger of its estate. */
export async function note(
  tx: Tx,
  id: string,
  act: WaveAct,
  staffId: string | null,
  reason: string | null,
  now: Instant,
): Promise<void> {
  const wave = await tx.waves.byId(id);
  if (!wave) return;
  await tx.waves.note(id, { act, at: now, staffId, reason });
  const { digest, size, total } = wave;
  await append(tx, {
    estateId: wave.estateId,
    at: now,
    type: 'wave',
    householdId: null,
    conversationId: null,
    body: { wave: id, act, staff: staffId, reason, digest, size, total },
  });
}
