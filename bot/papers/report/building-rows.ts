import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';
import type { ReportRow } from './report-table.ts';

/** Causes by building, so that a service can be mended where it is missed; the most frequent first. */
export async function buildingRows(
  tx: Tx,
  estateId: string,
  spoken: readonly Conversation[],
): Promise<ReportRow[]> {
  const rooms = new Map((await tx.households.list(estateId)).map(({ id, room }) => [id, room]));
  const named = spoken.flatMap(({ householdId, category }) => {
    const room = householdId === null ? undefined : rooms.get(householdId);
    return room === undefined ? [] : [{ building: buildingOf(room), key: category ?? 'unknown' }];
  });
  return [...Map.groupBy(named, ({ building, key }) => `${building} ${key}`).values()]
    .flatMap(([first, ...others]) => (first ? [{ ...first, count: others.length + 1 }] : []))
    .toSorted((a, b) => b.count - a.count || (a.building < b.building ? -1 : 1));
}

/** The first part of a room, as `3` of `3-2-1101`. */
function buildingOf(room: string): string {
  return room.split('-')[0] ?? room;
}
