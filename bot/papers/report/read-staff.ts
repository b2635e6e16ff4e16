import { z } from 'zod';
import type { LedgerEntry, LedgerType } from '#ports/store/ledger.ts';
import type { Tx } from '#ports/store/store.ts';
import type { ReportRow } from './report-table.ts';

/** Entries name who acted as `staff` or `staffId`. */
const actor = z.looseObject({
  staff: z.string().nullish(),
  staffId: z.string().nullish(),
});

const ACTS: readonly LedgerType[] = ['claim', 'takeover', 'staff-reply', 'handback'];

/** What each colleague did in the span, by name. What was typed on the phone has no name. */
export async function staffRows(tx: Tx, entries: readonly LedgerEntry[]): Promise<ReportRow[]> {
  const acts = entries.flatMap(({ type, body }) => {
    if (!ACTS.includes(type)) return [];
    const { staff, staffId } = actor.parse(JSON.parse(body));
    const id = staff ?? staffId;
    return id ? [{ id, type }] : [];
  });
  const rows = [];
  for (const [id, own] of Map.groupBy(acts, (act) => act.id)) {
    const of = (...types: LedgerType[]) => own.filter(({ type }) => types.includes(type)).length;
    rows.push({
      name: (await tx.staff.byId(id))?.name ?? id,
      claims: of('claim', 'takeover'),
      replies: of('staff-reply'),
      handBacks: of('handback'),
    });
  }
  return rows.toSorted((a, b) => b.claims - a.claims || (a.name < b.name ? -1 : 1));
}
