import { createHash } from 'node:crypto';
import { append } from '#ledger/append.ts';
import { commitImport } from '#accounts/import/commit-import.ts';
import type { ImportPlan } from '#accounts/import/plan-import.ts';
import type { Content } from '#content/load.ts';
import type { Estate } from '#domain/estate.ts';
import type { Instant, LocalDate } from '#domain/time.ts';
import { planLimitationWatch } from '#waves/limitation-watch.ts';
import { planExpiry } from '#rights/expire.ts';
import { replan } from '#waves/replan.ts';
import type { Store, Tx } from '#ports/store/store.ts';

/** What booking an import needs. */
export interface BookingDesk {
  readonly store: Store;
  readonly content: Content;
  readonly now: Instant;
}

/**
 * Books a plan for an estate, which is founded where its name is new: bills, ledger entry and the reminders that follow,
 * all in one transaction.
 */
export async function bookImport(
  { store, content, now }: BookingDesk,
  plan: ImportPlan,
  estateName: string,
  asOf: LocalDate,
  by: string,
): Promise<Estate> {
  return store.write(async (tx) => {
    const estate = await estateNamed(tx, content, estateName);
    const touched = await commitImport(tx, plan, { estateId: estate.id, asOf, by, now, append });
    if (touched.length === 0) return estate;
    const { sha256, refused, total } = plan;
    await append(tx, {
      estateId: estate.id,
      at: now,
      type: 'import',
      householdId: null,
      conversationId: null,
      body: { sha256, asOf, accepted: plan.bills.length, refused, total, by },
    });
    for (const { id } of touched) await replan(tx, id, now);
    await planLimitationWatch(tx, estate.id, now);
    await planExpiry(tx, estate, now);
    return estate;
  });
}

async function estateNamed(tx: Tx, content: Content, name: string): Promise<Estate> {
  const known = await tx.estates.byName(name);
  if (known) return known;
  const id = `estate-${createHash('sha256').update(name).digest('hex').slice(0, 12)}`;
  const founded = content.estate({ id, name });
  await tx.estates.put(founded);
  return founded;
}
