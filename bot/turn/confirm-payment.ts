import { append } from '#ledger/append.ts';
import { readHouseholdFacts } from '#accounts/facts.ts';
import { releaseIfClear } from '#accounts/import/hold.ts';
import { applyPayment } from '#accounts/payments.ts';
import { dueBy } from '#domain/arrears.ts';
import { runOut } from '#domain/demandable.ts';
import type { Fen } from '#domain/money.ts';
import type { Instant } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import type { Tx } from '#ports/store/store.ts';
import { NOTICE_QUEUE } from './queue.ts';
import type { World } from './world.ts';

/** What the billing system confirms. `period` is `YYYY-MM` or `YYYY-MM/YYYY-MM`. */
export interface ConfirmedPayment {
  readonly householdId: string;
  readonly amount: Fen;
  readonly period: string | null;
  /** The very charges it is for, where a person said so. */
  readonly charges?: readonly string[];
  /** Who of the office said so; absent for what the billing system tells. */
  readonly by?: string;
  readonly source: string;
  /** The billing system's own number: the same one twice is one payment. */
  readonly externalId: string | null;
}

/**
 * Books a payment and, in the same transaction, stops what it makes pointless: reminders, promises kept, the claim that
 * was being checked, open questions of the dialogs.
 * @returns false when the payment was known already.
 */
export async function confirmPayment(world: World, payment: ConfirmedPayment): Promise<boolean> {
  const { householdId } = payment;
  const touched = await world.doorstep.pass([householdId], async () => book(world, payment));
  for (const id of touched ?? []) world.changed({ topic: 'conversation', id });
  return touched !== undefined;
}

/** @returns the conversations it touched; undefined when it was known already. */
async function book(world: World, payment: ConfirmedPayment): Promise<string[] | undefined> {
  const { store, clock, replan } = world;
  const now = clock.now();
  return store.write(async (tx) => {
    const household = await tx.households.byId(payment.householdId);
    if (!household) throw new Error(`there is no household ${payment.householdId}`);
    const estate = await tx.estates.byId(household.estateId);
    if (!estate) throw new Error(`there is no estate ${household.estateId}`);
    const before = await readHouseholdFacts(tx, household.id, estate, now);
    const runOutBefore = before ? runOut(before).map(({ id }) => id) : [];
    const { fresh, named } = await applyPayment(tx, { ...payment, at: now, runOut: runOutBefore });
    if (!fresh) return undefined;
    const today = dateAt(now, estate.timezone);
    const open = await tx.charges.open(household.id);
    // What has run out of time keeps nothing open: nobody was asked for it.
    const asked = open.filter(({ id }) => !runOutBefore.includes(id));
    const settled = dueBy(asked, today).length === 0;
    const { amount, period, source, by } = payment;
    const told = by === undefined ? {} : { by };
    await append(tx, {
      estateId: household.estateId,
      at: now,
      type: 'payment',
      householdId: household.id,
      conversationId: null,
      body: {
        amount,
        period,
        source,
        settled,
        ...told,
        ...(named.length > 0 && { charges: named }),
      },
    });
    await closeCommitments(tx, household.estateId, household.id, payment.amount, settled, now);
    // What a list left out was paid, as it turns out: nobody has to ask any more.
    await releaseIfClear(tx, household, 'paid', payment.by ?? null, { now, append });
    const conversations = await tx.conversations.ofHousehold(household.id);
    for (const { id } of conversations) {
      const notice = JSON.stringify({ type: 'paid', amount, settled });
      await tx.jobs.schedule({
        queue: NOTICE_QUEUE,
        key: id,
        dedup: `paid:${id}`,
        runAt: now,
        payload: notice,
      });
    }
    await replan(tx, household.id, now);
    return conversations.map(({ id }) => id);
  });
}

async function closeCommitments(
  tx: Tx,
  estateId: string,
  householdId: string,
  amount: Fen,
  settled: boolean,
  now: Instant,
): Promise<void> {
  for (const promise of await tx.promises.of(householdId)) {
    if (promise.status !== 'open') continue;
    const kept = settled || (promise.amount !== null && amount >= promise.amount);
    if (!kept) continue;
    await tx.promises.settle(promise.id, 'kept', now);
    await append(tx, {
      estateId,
      at: now,
      type: 'promise-kept',
      householdId,
      conversationId: null,
      body: { promise: promise.id },
    });
  }
  const head = { estateId, at: now, householdId, conversationId: null };
  const claim = await tx.claims.open(householdId);
  if (claim) {
    await tx.claims.close(claim.id, 'confirmed', now);
    const body = { claim: claim.id, status: 'confirmed' };
    await append(tx, { ...head, type: 'payment-claim-closed', body });
  }
  const plan = await tx.plans.current(householdId);
  if (plan && settled) {
    const status = plan.status === 'agreed' ? 'kept' : 'cancelled';
    await tx.plans.settle(plan.id, status, now);
    await append(tx, { ...head, type: 'plan', body: { plan: plan.id, status } });
  }
}
