import type { Content } from '#content/load.ts';
import type { Estate } from '#domain/estate.ts';
import type { Fen } from '#domain/money.ts';
import type { Stage } from '#domain/stage.ts';
import type { Instant } from '#domain/time.ts';
import type { Withholding } from '#domain/withholding.ts';
import type { Channel } from '#ports/channel.ts';
import type { Tx } from '#ports/store/store.ts';
import { isSendable, previewRow } from './preview.ts';

/**
 * What changed about a chosen household since the wave was drawn up: nothing is due any more, or the room left the books
 * (`gone`); a rule withholds it now; the sum; the stage; the words; something else that was looked at.
 */
export const DRIFTS = ['paid', 'gone', 'withheld', 'sum', 'stage', 'words', 'facts'] as const;
export type DriftKind = (typeof DRIFTS)[number];

export interface Drift {
  readonly householdId: string;
  readonly room: string;
  readonly kind: DriftKind;
  readonly sum: readonly [shown: Fen, now: Fen];
  readonly stage: readonly [shown: Stage | null, now: Stage | null];
  readonly reasons: readonly Withholding[];
}

/** What is different now from what was shown; households that are as they were are left out. */
export async function driftOf(
  tx: Tx,
  content: Content,
  estate: Estate,
  channels: readonly Channel[],
  wave: string,
  now: Instant,
): Promise<Drift[]> {
  const drifts: Drift[] = [];
  for (const shown of await tx.waves.homes(wave)) {
    if (!shown.chosen) continue;
    const { householdId, room } = shown;
    const household = await tx.households.byId(householdId);
    const row = household && (await previewRow(tx, content, estate, channels, household, now));
    const kind = kindOf(shown, row && !household.suspended ? row : undefined);
    if (kind === undefined) continue;
    drifts.push({
      householdId,
      room,
      kind,
      sum: [shown.sum, row?.total ?? shown.sum],
      stage: [shown.stage, row?.stage ?? null],
      reasons: row?.reasons ?? [],
    });
  }
  return drifts;
}

type Shown = Awaited<ReturnType<Tx['waves']['homes']>>[number];
type Row = Awaited<ReturnType<typeof previewRow>>;

function kindOf(shown: Shown, row: Row | undefined): DriftKind | undefined {
  if (!row) return 'gone';
  if (row.reasons.includes('paid')) return 'paid';
  if (!isSendable(row)) return 'withheld';
  if (row.total !== shown.sum) return 'sum';
  if (row.stage !== shown.stage) return 'stage';
  if (row.script !== shown.script) return 'words';
  return row.facts === shown.facts ? undefined : 'facts';
}
