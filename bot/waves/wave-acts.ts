import { randomUUID } from 'node:crypto';
import type { Content } from '#content/load.ts';
import { sumFen } from '#domain/money.ts';
import { DAY_MS, type Instant, later } from '#domain/time.ts';
import { textDigest } from '#ledger/append.ts';
import { canonicalJson } from '#ledger/canonical-json.ts';
import type { Channel } from '#ports/channel.ts';
import type { Clock } from '#ports/clock.ts';
import type { Store, Tx } from '#ports/store/store.ts';
import type { ShownHome, Wave, WaveAct, WaveState } from '#ports/store/waves.ts';
import { note } from './keep-wave.ts';
import { planWaveRound } from './plan-wave-round.ts';
import { type WaveRow, isSendable, previewWave } from './preview.ts';

export type WaveResult =
  | { readonly ok: true; readonly wave: Wave }
  /** `moved`: somebody was first, it stands at `state`; `own`: who drew it up cannot be the second person. */
  | { readonly ok: false; readonly why: 'moved' | 'own'; readonly state: WaveState };

export type DrawResult =
  | { readonly ok: true; readonly wave: Wave }
  /** Households that are not there, or that a rule withholds now. */
  | { readonly ok: false; readonly why: 'not-sendable'; readonly households: readonly string[] };

/** What people do with waves; each act is one transaction with its entry in the ledger. */
export interface WaveActs {
  /** Keeps what is shown now of the chosen households, and which others a rule withholds; sends nothing. */
  draw(estateId: string, households: readonly string[], staffId: string): Promise<DrawResult>;
  /** Begins it; one that is too large for one person waits for a second. */
  start(id: string, staffId: string): Promise<WaveResult>;
  approve(id: string, staffId: string): Promise<WaveResult>;
  refuse(id: string, staffId: string, reason: string): Promise<WaveResult>;
  /** Once it resolves nothing of the wave leaves until it is resumed. */
  pause(id: string, staffId: string, reason: string): Promise<WaveResult>;
  resume(id: string, staffId: string): Promise<WaveResult>;
  /** Once it resolves nothing of the wave leaves any more. */
  stop(id: string, staffId: string, reason: string): Promise<WaveResult>;
}

/** What the acts work with. */
export interface WaveWorld {
  readonly store: Store;
  readonly clock: Clock;
  /** The words as they are said now. */
  readonly speaking: (tx: Tx) => Promise<Content>;
  readonly channels: readonly Channel[];
  readonly doorstep: { pass<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> };
  readonly changed: (hint: { readonly topic: 'wave'; readonly id: string }) => void;
}

/** Waves that one person began within this time count together, so that none gets round the second by parts. */
const TOGETHER_MS = DAY_MS;

export function createWaveActs(world: WaveWorld): WaveActs {
  const { store, clock, channels, changed } = world;

  /** Moves a wave on and writes it down; whoever comes second is told where it stands. */
  async function move(
    id: string,
    from: readonly WaveState[],
    staffId: string,
    plan: (tx: Tx, wave: Wave, now: Instant) => Promise<Step>,
  ): Promise<WaveResult> {
    const now = clock.now();
    const result = await store.write(async (tx): Promise<WaveResult> => {
      const wave = await known(tx, id);
      const { to, act, reason = null, change, also } = await plan(tx, wave, now);
      if (act === 'approved' && wave.drawnBy === staffId) {
        return { ok: false, why: 'own', state: wave.state };
      }
      if (!(await tx.waves.move(id, from, to, change))) {
        return { ok: false, why: 'moved', state: wave.state };
      }
      await also?.();
      await note(tx, id, act, staffId, reason, now);
      return { ok: true, wave: await known(tx, id) };
    });
    const { estateId } = await store.read((tx) => known(tx, id));
    changed({ topic: 'wave', id: estateId });
    return result;
  }

  /** Waits until whatever had been released before is out of the door. */
  async function doorShut(id: string): Promise<void> {
    const homes = await store.read((tx) => tx.waves.homes(id));
    const pass = async ({ householdId }: ShownHome) =>
      world.doorstep.pass([householdId], async () => undefined);
    await Promise.all(homes.map(pass));
  }

  const begin = (tx: Tx, { id }: Wave, act: WaveAct, staffId: string, now: Instant): Step => ({
    to: 'running',
    act,
    change: { orderedBy: staffId, begunAt: now },
    also: async () => planWaveRound(tx, id, now),
  });

  return {
    async draw(estateId, households, staffId) {
      const now = clock.now();
      const rows = await store.read(async (tx) => {
        const estate = await tx.estates.byId(estateId);
        if (!estate) throw new Error(`there is no estate ${estateId}`);
        const content = await world.speaking(tx);
        return (await previewWave(tx, content, estate, channels, now)).rows;
      });
      const chosen = new Set(households);
      const sendable = new Set(rows.filter(isSendable).map(({ householdId }) => householdId));
      const wrong = [...chosen].filter((one) => !sendable.has(one));
      if (wrong.length > 0) return { ok: false, why: 'not-sendable', households: wrong };
      const homes = rows.flatMap((row) => {
        const picked = chosen.has(row.householdId);
        return picked || !isSendable(row) ? [shownHome(row, picked)] : [];
      });
      const sums = homes.flatMap((one) => (one.chosen ? [one.sum] : []));
      const wave: Wave = {
        id: randomUUID(),
        estateId,
        state: 'drafted',
        drawnBy: staffId,
        drawnAt: now,
        digest: textDigest(canonicalJson(homes)),
        size: sums.length,
        total: sumFen(sums),
        orderedBy: null,
        begunAt: null,
        endedAt: null,
      };
      await store.write(async (tx) => {
        await tx.waves.put(wave, homes);
        await note(tx, wave.id, 'drawn', staffId, null, now);
      });
      changed({ topic: 'wave', id: estateId });
      return { ok: true, wave };
    },

    start: async (id, staffId) =>
      move(id, ['drafted'], staffId, async (tx, wave, now) =>
        (await needsSecond(tx, wave, now))
          ? { to: 'waiting', act: 'asked' }
          : begin(tx, wave, 'started', staffId, now),
      ),
    approve: async (id, staffId) =>
      move(id, ['waiting'], staffId, async (tx, wave, now) =>
        begin(tx, wave, 'approved', staffId, now),
      ),
    refuse: async (id, staffId, reason) =>
      move(id, ['waiting'], staffId, async (_tx, _wave, now) => ({
        to: 'refused',
        act: 'refused',
        reason,
        change: { endedAt: now },
      })),
    async pause(id, staffId, reason) {
      const result = await move(id, ['running'], staffId, async (tx, _wave, now) => ({
        to: 'paused',
        act: 'paused',
        reason,
        also: async () => tx.waves.takeBack(id, 'waiting', 'wave-paused', now),
      }));
      if (result.ok) await doorShut(id);
      return result;
    },
    resume: async (id, staffId) =>
      move(id, ['paused'], staffId, async (tx, _wave, now) => ({
        to: 'running',
        act: 'resumed',
        also: async () => planWaveRound(tx, id, now),
      })),
    async stop(id, staffId, reason) {
      const open = ['drafted', 'waiting', 'running', 'paused'] as const;
      const result = await move(id, open, staffId, async (tx, { begunAt }, now) => ({
        to: 'stopped',
        act: 'stopped',
        reason,
        change: { endedAt: now },
        also: async () => {
          if (begunAt === null) return;
          await tx.waves.takeBack(id, 'stopping', 'wave-stopped', now);
          await planWaveRound(tx, id, now);
        },
      }));
      if (result.ok) await doorShut(id);
      return result;
    },
  };
}

/** Where an act leads. */
interface Step {
  readonly to: WaveState;
  readonly act: WaveAct;
  readonly reason?: string;
  readonly change?: Partial<Pick<Wave, 'orderedBy' | 'begunAt' | 'endedAt'>>;
  /** What goes with it, in the same transaction, once the wave has moved. */
  readonly also?: () => Promise<void>;
}

async function known(tx: Tx, id: string): Promise<Wave> {
  const wave = await tx.waves.byId(id);
  if (!wave) throw new Error(`there is no wave ${id}`);
  return wave;
}

/** Whether a wave, with what its author began alone of late, is more than the estate leaves to one person. */
export async function needsSecond(tx: Tx, wave: Wave, now: Instant): Promise<boolean> {
  const estate = await tx.estates.byId(wave.estateId);
  const alone = await tx.waves.orderedAlone(wave.estateId, later(now, -TOGETHER_MS));
  return wave.size + alone > (estate?.policy.approveAbove ?? 0);
}

function shownHome(row: WaveRow, chosen: boolean): ShownHome {
  const { householdId, room, stage, category, script, total: sum, sample, reasons, facts } = row;
  const words = chosen ? sample : '';
  const shown = { householdId, room, stage, category, script, sum, facts };
  return { ...shown, chosen, sample: words, shownReasons: reasons };
}
