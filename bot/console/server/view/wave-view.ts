import { formatYuan } from '#domain/money.ts';
import type { Tx } from '#ports/store/store.ts';
import type { Wave, WaveHome, WaveTally } from '#ports/store/waves.ts';
import { counted } from '#papers/report/ledger-count.ts';
import type { Drift } from '#waves/drift.ts';
import type { WaveHomes, WaveList, WaveProgress, WaveView } from '../../wave-api.ts';

type Stand = keyof WaveProgress;

/** Where a household stands, in the words of the page. */
function standOf({ state, fate }: Pick<WaveTally, 'state' | 'fate'>, wave: Wave): Stand {
  if (state === 'withheld' || state === 'overtaken' || state === 'stopped') return state;
  if (state === 'stopping') return 'stopped';
  if (state === 'made') {
    if (fate === 'accepted') return 'sent';
    if (fate === 'rejected') return 'failed';
    if (fate === 'queued' || fate === 'sending') return 'leaving';
    return fate === 'unknown' ? 'unknown' : 'overtaken';
  }
  // A wave that was stopped or refused before it began has taken nothing back.
  return wave.state === 'stopped' || wave.state === 'refused' ? 'stopped' : 'waiting';
}

function progressOf(tallies: readonly WaveTally[], wave: Wave): WaveProgress {
  const progress = {
    waiting: 0,
    leaving: 0,
    sent: 0,
    withheld: 0,
    overtaken: 0,
    failed: 0,
    unknown: 0,
    stopped: 0,
  };
  for (const tally of tallies) progress[standOf(tally, wave)] += tally.count;
  return progress;
}

async function nameOf(tx: Tx, staffId: string): Promise<string> {
  return (await tx.staff.byId(staffId))?.name ?? staffId;
}

async function headOf(tx: Tx, wave: Wave): Promise<WaveList['waves'][number]> {
  const { id, state, drawnBy, drawnAt, size, total } = wave;
  const progress = progressOf(await tx.waves.tally(id), wave);
  const by = await nameOf(tx, drawnBy);
  return { id, state, drawnBy: by, drawnAt, size, total: formatYuan(total), progress };
}

/** The newest waves of an estate. */
export async function waveListView(tx: Tx, waves: readonly Wave[]): Promise<WaveList> {
  const heads = [];
  for (const wave of waves) heads.push(await headOf(tx, wave));
  return { waves: heads };
}

/** What of a wave depends on who asks and when. */
export interface Asked {
  readonly needsSecond: boolean;
  readonly mayApprove: boolean;
  readonly drift: readonly Drift[];
}

export async function waveView(
  tx: Tx,
  wave: Wave,
  { needsSecond, mayApprove, drift }: Asked,
): Promise<WaveView> {
  const acts = [];
  for (const { act, at, staffId, reason } of await tx.waves.entries(wave.id)) {
    acts.push({ act, at, by: staffId === null ? null : await nameOf(tx, staffId), reason });
  }
  const homes = await tx.waves.homes(wave.id);
  const reasons = homes.flatMap((home) =>
    home.chosen && ['waiting', 'withheld'].includes(standOf(home, wave)) ? home.reasons : [],
  );
  const leftOut = homes.flatMap(({ chosen, shownReasons }) => (chosen ? [] : shownReasons));
  return {
    ...(await headOf(tx, wave)),
    acts,
    needsSecond,
    mayApprove,
    reasons: named(reasons),
    leftOut: named(leftOut),
    unreachable: homes.filter(isUnreachable).length,
    drift: drift.map(({ room, kind, sum: [shown, now], stage: [then, today], reasons: why }) => ({
      room,
      kind,
      sums: [formatYuan(shown), formatYuan(now)],
      stages: [then, today],
      reasons: [...why],
    })),
  };
}

const named = (words: readonly string[]) =>
  counted(words).map(({ key: reason, count }) => ({ reason, count }));

const NO_WAY: ReadonlySet<string> = new Set(['unverified', 'channel-closed']);

/** A household that no channel can open a conversation with: a printed code is the way to it. */
export function isUnreachable({ reasons, shownReasons }: WaveHome): boolean {
  return [...reasons, ...shownReasons].some((reason) => NO_WAY.has(reason));
}

export function waveHomesView(wave: Wave, homes: readonly WaveHome[]): WaveHomes {
  return {
    rows: homes.map((home) => {
      const { householdId, room, chosen, stage, category, script, sum, sample } = home;
      const shown = { householdId, room, chosen, stage, category, script, sample };
      const { until } = home;
      return {
        ...shown,
        sum: formatYuan(sum),
        stand: standOf(home, wave),
        reasons: [...home.reasons],
        until,
      };
    }),
  };
}
