import {
  type ImportTotals,
  needsConfirmation,
  readTotals,
} from '#accounts/import/import-totals.ts';
import { COLUMNS } from '#accounts/import/header.ts';
import type { ImportPreview } from '#accounts/import/commit-import.ts';
import type { BillChange, RoomChange } from '#accounts/import/room-change.ts';
import { undoRefusal } from '#accounts/import/undo-import.ts';
import { type Fen, formatYuan, minusFen } from '#domain/money.ts';
import type { LocalDate } from '#domain/time.ts';
import type { Tx } from '#ports/store/store.ts';
import type {
  ControlTotals,
  ImportList,
  ImportPreview as PreviewView,
  RoomChangeView,
} from '../../import-api.ts';
import type { PendingImport } from '../pending-import.ts';
import { staffNames } from './conversation-view.ts';

/** What a page shows of an import that was looked over. */
export async function previewView(
  tx: Tx,
  token: string,
  { plan, estate, asOf, mode }: PendingImport,
  { totals, known }: ImportPreview,
): Promise<PreviewView> {
  const nameOf = await staffNames(tx);
  return {
    token,
    fileName: plan.fileName,
    estate,
    asOf,
    mode,
    accepted: plan.bills.length,
    refused: plan.refused,
    warnings: plan.findings.filter(({ severity }) => severity === 'warning').length,
    total: formatYuan(plan.total),
    households: totals.households.file,
    totals: totalsView(totals),
    asksHeld: needsConfirmation(totals),
    known: known && {
      id: known.id,
      fileName: known.fileName,
      at: known.at,
      by: nameOf(known.by) ?? known.by,
    },
    sheets: plan.sheets.map((look) => ({
      ...look,
      columns: look.columns.map((one) => ({ ...one, samples: [...one.samples] })),
    })),
    fields: [...COLUMNS],
    rows: [...plan.findings],
  };
}

/** Control totals with sums in yuan. */
export function totalsView({ sums, doubts, ...counts }: ImportTotals): ControlTotals {
  const { written } = sums;
  return {
    ...counts,
    sums: {
      file: formatYuan(sums.file),
      written: written === null ? null : formatYuan(written),
      accepted: formatYuan(sums.accepted),
      booked: formatYuan(sums.booked),
      before: formatYuan(sums.before),
      after: formatYuan(sums.after),
      held: formatYuan(sums.held),
    },
    doubts: [...doubts],
  };
}

/** One room of a preview. */
export function roomView(change: RoomChange): RoomChangeView {
  const { household, people, openBefore, openAfter, bills, room, state, recheck } = change;
  return {
    room,
    state,
    ownerBefore: household?.owner ?? null,
    ownerAfter: people?.owner ?? null,
    recheck,
    openBefore: formatYuan(openBefore),
    openAfter: formatYuan(openAfter),
    held: change.held,
    overlaps: change.overlaps,
    bills: bills.map(billView),
  };
}

function billView(change: BillChange): RoomChangeView['bills'][number] {
  const { state, before, bill } = change;
  const named = bill ? { item: bill.item, ...bill.period } : before;
  return {
    item: named.item,
    from: named.from,
    to: named.to,
    state,
    before: before && sumsOf(before),
    after: change.bill && sumsOf({ ...change.bill, paid: change.paid }),
  };
}

function sumsOf({
  due,
  amount,
  paid,
}: {
  readonly due: LocalDate;
  readonly amount: Fen;
  readonly paid: Fen;
}) {
  const open = formatYuan(minusFen(amount, paid));
  return { due, amount: formatYuan(amount), paid: formatYuan(paid), open };
}

/** The imports of an estate, the newest first, each with whether it can be undone. */
export async function importListView(tx: Tx, estateId: string): Promise<ImportList> {
  const nameOf = await staffNames(tx);
  const items: ImportList['items'] = [];
  for (const batch of await tx.imports.list(estateId)) {
    const { undone, totals, total, estateId: _, ...same } = batch;
    items.push({
      ...same,
      by: nameOf(batch.by) ?? batch.by,
      total: formatYuan(total),
      totals: totals === null ? null : totalsView(readTotals(totals)),
      hasErrors: (await tx.imports.refused(batch.id)) !== undefined,
      undone: undone && { ...undone, by: nameOf(undone.by) ?? undone.by },
      stands: (await undoRefusal(tx, batch))?.why ?? null,
    });
  }
  return { items };
}
