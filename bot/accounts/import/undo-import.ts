import type { Household } from '#domain/household.ts';
import { type Fen, fen, sumFen } from '#domain/money.ts';
import type { ImportBatch, ImportChange } from '#ports/store/imports.ts';
import type { Tx } from '#ports/store/store.ts';
import { ownerChange, recheckBindings } from '../identity/recheck.ts';
import { householdText, readCharge, readHousehold } from './book-image.ts';
import { type HoldDesk, hold, releaseIfClear } from './hold.ts';

/** Why an import cannot be undone. */
export type UndoRefusal =
  | { readonly why: 'unknown' | 'undone' | 'too-old' }
  /** What was imported later stands on it. */
  | { readonly why: 'later-import'; readonly later: ImportBatch };

export type Undid =
  | {
      readonly done: true;
      readonly batch: ImportBatch;
      /** How many homes it was about; the ones that are still in the books are `touched`. */
      readonly homes: number;
      readonly touched: readonly Household[];
      /** Open in the estate before and after. */
      readonly before: Fen;
      readonly after: Fen;
      /** Bills that stay because something was paid on them since, with nothing open. */
      readonly keptPaid: number;
    }
  | ({ readonly done: false } & UndoRefusal);

export interface UndoOptions extends HoldDesk {
  readonly by: string;
  readonly why: string;
}

/** Whether an import can be undone now; null where it can. */
export async function undoRefusal(
  tx: Tx,
  batch: ImportBatch | undefined,
): Promise<UndoRefusal | null> {
  if (!batch) return { why: 'unknown' };
  if (batch.undone) return { why: 'undone' };
  const later = (await tx.imports.list(batch.estateId)).find(({ undone }) => undone === null);
  if (later && later.id !== batch.id) return { why: 'later-import', later };
  return (await tx.imports.changes(batch.id)).length === 0 ? { why: 'too-old' } : null;
}

/**
 * Books the reverse of an import; to be run in one transaction. Charges and homes are as they were before it, payments
 * confirmed since stay. Whoever has to prove anew who they are, because the owner changes back, does.
 */
export async function undoImport(tx: Tx, importId: string, options: UndoOptions): Promise<Undid> {
  const { by, why, now } = options;
  const batch = await tx.imports.byId(importId);
  const refusal = await undoRefusal(tx, batch);
  if (refusal) return { done: false, ...refusal };
  if (!batch) return { done: false, why: 'unknown' };
  const { estateId, sha256 } = batch;
  const { open: before } = await tx.charges.standing(estateId);
  await tx.imports.undo(importId, { at: now, by, why });
  const homes = Map.groupBy(await tx.imports.changes(importId), (one) => one.householdId);
  const touched: Household[] = [];
  let keptPaid = 0;
  for (const [id, changes] of homes) {
    for (const one of changes) {
      if (one.kind === 'charge' && (await undoCharge(tx, id, one))) keptPaid += 1;
    }
    const home = await tx.households.byId(id);
    if (!home) continue;
    const change = changes.find(({ kind }) => kind === 'household');
    if (change?.before === null && (await tx.households.removeUnused(id))) continue;
    if (change?.before) {
      await undoHousehold(tx, home, { before: change.before, after: change.after }, options);
    }
    touched.push((await tx.households.byId(id)) ?? home);
  }
  const { open: after } = await tx.charges.standing(estateId);
  await options.append(tx, {
    estateId,
    at: now,
    type: 'import-undone',
    householdId: null,
    conversationId: null,
    body: {
      import: importId,
      sha256,
      by,
      households: homes.size,
      keptPaid,
      sums: { before, after },
    },
  });
  return { done: true, batch, homes: homes.size, touched, before, after, keptPaid };
}

/** @returns whether the charge has to stay, settled, because of a payment since. */
async function undoCharge(
  tx: Tx,
  householdId: string,
  { subject, before, after }: ImportChange,
): Promise<boolean> {
  const now = (await tx.charges.images(householdId)).find(({ id }) => id === subject);
  if (!now) return false;
  const left = readCharge(after);
  const since = fen(now.paid - left.paid);
  if (before === null) {
    if (since <= 0) {
      await tx.charges.remove(subject);
      return false;
    }
    await tx.charges.restore({ ...now, amount: since, paid: since, missingIn: null });
    return true;
  }
  const was = readCharge(before);
  const paid = sumFen([was.paid, since]);
  // Who paid more than the bill was before owes nothing; the payment stays whole.
  const amount = fen(Math.max(was.amount, paid));
  const missingIn = now.missingIn === left.missingIn ? was.missingIn : now.missingIn;
  await tx.charges.restore({ ...was, paid, amount, missingIn });
  return amount !== was.amount;
}

/** Puts a home back as it was, as far as nobody has changed it since: a person's decision stands. */
async function undoHousehold(
  tx: Tx,
  home: Household,
  { before, after }: { readonly before: string; readonly after: string },
  { by, ...desk }: UndoOptions,
): Promise<void> {
  const [was, left] = [readHousehold(before), readHousehold(after)];
  const isUntouched = householdText({ ...home, suspended: left.suspended }) === after;
  const { owner, phone, occupancy } = isUntouched ? was : home;
  const { id, estateId, room } = home;
  const restored = await tx.households.put({ estateId, room, owner, phone, occupancy });
  const changed = ownerChange(home, restored);
  if (changed !== null) await recheckBindings(tx, restored, changed, desk.append, desk.now);
  if (home.suspended) await tx.households.setSuspended(id, true);
  if (home.suspended !== left.suspended || home.suspended === was.suspended) return;
  if (home.suspended) {
    await releaseIfClear(tx, { ...restored, suspended: true }, 'undone', by, desk);
    return;
  }
  const images = await tx.charges.images(id);
  const missing = images.filter(
    ({ missingIn, paid, amount }) => missingIn !== null && paid < amount,
  );
  const [first] = missing;
  if (first?.missingIn) await hold(tx, restored, missing, first.missingIn, desk);
}
