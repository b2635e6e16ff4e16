import { createHash } from 'node:crypto';
import { append } from '#ledger/append.ts';
import { type Committed, commitImport } from '#accounts/import/commit-import.ts';
import type { ImportOrder } from '#accounts/import/import-order.ts';
import type { ImportPlan } from '#accounts/import/plan-import.ts';
import { type Undid, undoImport } from '#accounts/import/undo-import.ts';
import type { Content } from '#content/load.ts';
import type { Estate } from '#domain/estate.ts';
import type { Instant } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import { planLimitationWatch } from '#waves/limitation-watch.ts';
import { planExpiry } from '#rights/expire.ts';
import { replan } from '#waves/replan.ts';
import type { AuditAct } from '#ports/store/audit.ts';
import type { Store, Tx } from '#ports/store/store.ts';

/** What booking an import needs. */
export interface BookingDesk {
  readonly store: Store;
  readonly content: Content;
  readonly now: Instant;
}

/** An import that was booked, or why it was not, and the estate it is for. */
export type BookedImport = Committed & { readonly estate: Estate };

/**
 * Books a plan for an estate: bills, ledger and audit entries and the reminders that follow, all in one transaction.
 * What is refused founds no estate.
 */
export async function bookImport(
  { store, content, now }: BookingDesk,
  plan: ImportPlan,
  { estate: name, by, ...order }: ImportOrder,
): Promise<BookedImport> {
  return store.write(async (tx) => {
    const estate = await estateNamed(tx, content, name);
    const options = { ...order, estateId: estate.id, by, now, append };
    const today = dateAt(now, estate.timezone);
    const booked = await commitImport(tx, plan, { ...options, today });
    if (!booked.done) return { ...booked, estate };
    await audit(tx, 'import', estate.id, { by, now, after: booked.importId, reason: null });
    for (const { id } of booked.touched) await replan(tx, id, now);
    await planLimitationWatch(tx, estate.id, now);
    await planExpiry(tx, estate, now);
    return { ...booked, estate };
  });
}

/** Undoes an import and plans anew what was planned on its figures, in one transaction. */
export async function undoBooking(
  { store, now }: Pick<BookingDesk, 'store' | 'now'>,
  importId: string,
  { by, why }: { readonly by: string; readonly why: string },
): Promise<Undid> {
  return store.write(async (tx) => {
    const batch = await tx.imports.byId(importId);
    const estate = batch && (await tx.estates.byId(batch.estateId));
    if (!estate) return { done: false, why: 'unknown' };
    const today = dateAt(now, estate.timezone);
    const undid = await undoImport(tx, importId, { by, why, now, today, append });
    if (!undid.done) return undid;
    await audit(tx, 'import-undone', estate.id, { by, now, after: importId, reason: why });
    for (const { id } of undid.touched) await replan(tx, id, now);
    await planLimitationWatch(tx, estate.id, now);
    return undid;
  });
}

async function audit(
  tx: Tx,
  act: AuditAct,
  subject: string,
  { by, now, ...rest }: { by: string; now: Instant; after: string; reason: string | null },
): Promise<void> {
  await tx.audit.append({ at: now, actor: by, act, subject, before: null, ...rest });
}

async function estateNamed(tx: Tx, content: Content, name: string): Promise<Estate> {
  const known = await tx.estates.byName(name);
  if (known) return known;
  const id = `estate-${createHash('sha256').update(name).digest('hex').slice(0, 12)}`;
  const founded = content.estate({ id, name });
  await tx.estates.put(founded);
  return founded;
}
