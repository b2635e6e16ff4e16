import { randomUUID } from 'node:crypto';
import type { Household } from '#domain/household.ts';
import { DAY_MS, type Instant, type LocalDate, later } from '#domain/time.ts';
import { Fault } from '#errors';
import type { AppendEntry } from '#ports/append-entry.ts';
import type { ImportBatch, ImportChange } from '#ports/store/imports.ts';
import type { Tx } from '#ports/store/store.ts';
import { recheckBindings } from '../identity/recheck.ts';
import { chargeText, householdText } from './book-image.ts';
import { type Meant, compareWithBooks } from './compare-books.ts';
import { type HoldDesk, hold, releaseIfClear } from './hold.ts';
import { type ImportTotals, importTotals, needsConfirmation } from './import-totals.ts';
import type { ImportPlan } from './plan-import.ts';
import type { RoomChange } from './room-change.ts';

/** What an import would do, told before anything is written. */
export interface ImportPreview {
  readonly changes: readonly RoomChange[];
  readonly totals: ImportTotals;
  /** The same workbook stands in the books already. */
  readonly known: ImportBatch | null;
}

/** Compares a plan with the books of an estate; nothing is written. */
export async function previewImport(
  tx: Tx,
  estateId: string,
  plan: ImportPlan,
  meant: Meant,
): Promise<ImportPreview> {
  const changes = await compareWithBooks(tx, estateId, plan, meant);
  const before = await tx.charges.standing(estateId);
  const known = (await tx.imports.bySha(estateId, plan.sha256)) ?? null;
  return { changes, totals: importTotals(plan, meant.mode, changes, before), known };
}

export interface CommitOptions extends Meant {
  readonly estateId: string;
  readonly by: string;
  readonly now: Instant;
  /** The day of the estate. */
  readonly today: LocalDate;
  /** How many rooms somebody said may be put on hold, where that was asked; null where it was not. */
  readonly mayHold: number | null;
  readonly append: AppendEntry;
}

export type Committed =
  | {
      readonly done: true;
      readonly importId: string;
      readonly totals: ImportTotals;
      /** The homes whose books it touched. */
      readonly touched: readonly Household[];
    }
  | { readonly done: false; readonly why: 'known'; readonly known: ImportBatch }
  /** The file has no row that can be booked. */
  | { readonly done: false; readonly why: 'nothing' }
  /** So many rooms would vanish that somebody has to say that this is meant. */
  | { readonly done: false; readonly why: 'many-held'; readonly held: number; readonly of: number };

/** For how long an import can be undone and its refused rows are kept: both name people. */
export const KEPT_DAYS = 30;

/**
 * Books all accepted bills of a plan; to be run in one transaction. The same workbook twice books nothing.
 * @throws Fault STORE_FAILED when the books afterwards do not come to what the control totals said.
 */
export async function commitImport(
  tx: Tx,
  plan: ImportPlan,
  { estateId, by, mayHold, ...options }: CommitOptions,
): Promise<Committed> {
  const { asOf, mode, now, append } = options;
  if (plan.bills.length === 0) return { done: false, why: 'nothing' };
  const { changes, totals, known } = await previewImport(tx, estateId, plan, options);
  if (known) return { done: false, why: 'known', known };
  if (needsConfirmation(totals) && mayHold !== totals.held) {
    return { done: false, why: 'many-held', held: totals.held, of: totals.households.before };
  }
  const importId = randomUUID();
  const { sha256, fileName, refused, total } = plan;
  const accepted = plan.bills.length;
  const figures = { sha256, fileName, asOf, mode, accepted, refused, total };
  const state = { totals: JSON.stringify(totals), undone: null };
  await tx.imports.put({ id: importId, estateId, ...figures, at: now, by, ...state });
  const kept: ImportChange[] = [];
  const touched: Household[] = [];
  for (const change of changes) {
    touched.push(await bookRoom(tx, estateId, importId, change, options, kept));
  }
  await tx.imports.keepChanges(importId, kept);
  if (plan.refusedSheets.length > 0) {
    await tx.imports.keepRefused(importId, JSON.stringify(plan.refusedSheets));
  }
  for (const known of plan.corrected) await tx.imports.keepMapping(estateId, known, by, now);
  await tx.imports.forget(estateId, later(now, -KEPT_DAYS * DAY_MS));
  const { open } = await tx.charges.standing(estateId);
  if (open !== totals.sums.after) {
    throw new Fault('STORE_FAILED', { booked: open, right: totals.sums.after, import: importId });
  }
  const { rooms, held, sums } = totals;
  await append(tx, {
    estateId,
    at: now,
    type: 'import',
    householdId: null,
    conversationId: null,
    body: { import: importId, sha256, asOf, mode, accepted, refused, total, rooms, held, sums, by },
  });
  return { done: true, importId, totals, touched };
}

/** Books what was told of one room, and keeps how it was. */
async function bookRoom(
  tx: Tx,
  estateId: string,
  importId: string,
  change: RoomChange,
  desk: HoldDesk & Meant,
  kept: ImportChange[],
): Promise<Household> {
  const { room, people, household: before, recheck, bills, held } = change;
  const home = people ? await tx.households.put({ estateId, room, ...people }) : before;
  if (!home) throw new Fault('STORE_FAILED', { right: 'a room of the file or of the books' });
  const { id } = home;
  if (recheck !== null) await recheckBindings(tx, home, recheck, desk.append, desk.now);
  for (const one of bills) {
    if (one.state === 'missing') continue;
    const { item, period, due, amount, basis = null } = one.bill;
    const row = { householdId: id, item, ...period, due, amount, paid: one.paid };
    await tx.charges.put({ ...row, asOf: desk.asOf, importId, basis });
  }
  const missing = bills.flatMap((one) => (one.state === 'missing' ? [one.before] : []));
  await hold(tx, home, missing, importId, desk);
  // Putting a room back ends its hold; what is still missing of it goes on.
  if (held) await tx.households.setSuspended(id, true);
  else if (before?.suspended) {
    await tx.households.setSuspended(id, true);
    await releaseIfClear(tx, { ...home, suspended: true }, 'came-back', null, desk);
  }
  const after = await tx.charges.images(id);
  for (const image of after) {
    const was = bills.find((one) => one.before?.id === image.id)?.before ?? null;
    const isTouched = was !== null || image.importId === importId;
    if (!isTouched) continue;
    const [text, old] = [chargeText(image), was && chargeText(was)];
    kept.push({ householdId: id, kind: 'charge', subject: image.id, before: old, after: text });
  }
  const stands = { ...home, suspended: held };
  const [text, old] = [householdText(stands), before && householdText(before)];
  if (old !== text) {
    kept.push({ householdId: id, kind: 'household', subject: id, before: old, after: text });
  }
  return stands;
}
