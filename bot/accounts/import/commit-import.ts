import { randomUUID } from 'node:crypto';
import type { Charge, Household } from '#domain/household.ts';
import { type Fen, fen } from '#domain/money.ts';
import type { Instant, LocalDate } from '#domain/time.ts';
import type { Tx } from '#ports/store/store.ts';
import type { AppendEntry } from '#ports/append-entry.ts';
import { ownerChange, recheckBindings } from '../identity/recheck.ts';
import type { BillRow } from './bill-row.ts';
import { mayBeSameOwner } from './owner-grammar.ts';
import type { ImportPlan } from './plan-import.ts';

/** How the bills of a plan differ from the books. */
export interface ImportChanges {
  readonly households: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** The same workbook was committed before. */
  readonly known: boolean;
}

/** Compares a plan with the books; nothing is written. */
export async function previewImport(
  tx: Tx,
  estateId: string,
  plan: ImportPlan,
): Promise<ImportChanges> {
  const counts = { added: 0, changed: 0, unchanged: 0 };
  const rooms = Map.groupBy(plan.bills, ({ room }) => room);
  for (const [room, bills] of rooms) {
    const household = await tx.households.byRoom(estateId, room);
    const charges = household ? await tx.charges.all(household.id) : [];
    for (const bill of bills) counts[difference(charges, bill)] += 1;
  }
  const known = (await tx.imports.bySha(estateId, plan.sha256)) !== undefined;
  return { households: rooms.size, known, ...counts };
}

function difference(charges: readonly Charge[], bill: BillRow): 'added' | 'changed' | 'unchanged' {
  const charge = charges.find((one) => isOf(one, bill));
  if (!charge) return 'added';
  const same = charge.amount === bill.amount && charge.paid === paidAfter(charge, bill);
  return same && charge.due === bill.due ? 'unchanged' : 'changed';
}

function isOf(charge: Charge, { item, period }: BillRow): boolean {
  return charge.item === item && charge.from === period.from && charge.to === period.to;
}

/** A payment we know of and the workbook does not yet is never undone by an import. */
function paidAfter(charge: Charge | undefined, bill: BillRow): Fen {
  return fen(Math.min(bill.amount, Math.max(charge?.paid ?? 0, bill.paid)));
}

export interface CommitOptions {
  readonly estateId: string;
  readonly asOf: LocalDate;
  readonly by: string;
  readonly now: Instant;
  /** Writes down whose identity has to be proved anew, because the books name another owner or number now. */
  readonly append: AppendEntry;
}

/**
 * Books all accepted bills of a plan; to be run in one transaction. The same workbook twice books nothing.
 * @returns the households whose books it touched.
 */
export async function commitImport(
  tx: Tx,
  plan: ImportPlan,
  { estateId, asOf, by, now, append }: CommitOptions,
): Promise<Household[]> {
  if (await tx.imports.bySha(estateId, plan.sha256)) return [];
  const importId = randomUUID();
  const touched: Household[] = [];
  for (const [room, bills] of Map.groupBy(plan.bills, (bill) => bill.room)) {
    const [first] = bills;
    if (!first) continue;
    const known = await tx.households.byRoom(estateId, room);
    const { occupancy } = first;
    const people = peopleOf(bills, known);
    const household = await tx.households.put({ estateId, room, ...people, occupancy });
    const changed = ownerChange(known, household);
    if (changed !== null) await recheckBindings(tx, household, changed, append, now);
    const charges = await tx.charges.all(household.id);
    for (const bill of bills) {
      const charge = charges.find((one) => isOf(one, bill));
      const { item, period, due, amount } = bill;
      const paid = paidAfter(charge, bill);
      const row = { householdId: household.id, item, ...period, due, amount, paid };
      await tx.charges.put({ ...row, asOf, importId, basis: bill.basis ?? null });
    }
    touched.push(household);
  }
  await tx.imports.put({
    id: importId,
    estateId,
    sha256: plan.sha256,
    fileName: plan.fileName,
    asOf,
    mode: 'partial',
    accepted: plan.bills.length,
    refused: plan.refused,
    total: plan.total,
    at: now,
    by,
  });
  return touched;
}

/**
 * Who belongs to a home. A workbook that leaves somebody out does not take them from the books, but a phone stays with
 * its owner only.
 */
function peopleOf(
  bills: readonly BillRow[],
  known: Household | undefined,
): Pick<Household, 'owner' | 'phone'> {
  const named = bills.find(({ owner }) => owner !== '')?.owner;
  const owner = named ?? known?.owner ?? '';
  const isTheirs = (of: string) => of === '' || mayBeSameOwner(of, owner);
  const written = bills.find((bill) => bill.phone !== null && isTheirs(bill.owner))?.phone;
  const kept = known && (named === undefined || mayBeSameOwner(known.owner, named));
  return { owner, phone: written ?? (kept ? known.phone : null) };
}
