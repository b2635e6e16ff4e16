import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'mocha';
import type { InstalmentPlan, PromiseToPay } from '#domain/commitment.ts';
import { fen } from '#domain/money.ts';
import { localDate } from '#domain/time.ts';
import { NOON, afterNoon, newHome } from './home.ts';
import { type OpenStore, oneStore } from './opened.ts';

export function commitmentRules(open: OpenStore): void {
  describe('what residents promise, agree, claim and dispute', () => {
    const store = oneStore(open);

    it('keeps promises in the order they were made, with what became of them', async () => {
      const { estate, household, conversation } = await newHome(store());
      const promise = (madeAt: number, amount: number | null): PromiseToPay => ({
        id: randomUUID(),
        householdId: household.id,
        due: localDate('2026-11-30'),
        amount: amount === null ? null : fen(amount),
        madeAt: afterNoon(madeAt),
        status: 'open',
      });
      const [first, second] = [promise(0, null), promise(10, 60_000)];
      await store().write(async (tx) => {
        await tx.promises.record({ ...first, conversationId: conversation.id });
        await tx.promises.record({ ...second, conversationId: null });
        await tx.promises.settle(first.id, 'replaced', afterNoon(10));
      });
      const replaced = { ...first, status: 'replaced' };
      assert.deepEqual(await store().read((tx) => tx.promises.of(household.id)), [
        replaced,
        second,
      ]);
      const between = await store().read((tx) =>
        tx.promises.between(estate.id, NOON, afterNoon(10)),
      );
      assert.deepEqual(between, [replaced]);
    });

    it('has one plan that counts: proposed or agreed, to the fen', async () => {
      const { household, conversation } = await newHome(store());
      const plan = (id: string): InstalmentPlan => ({
        id,
        householdId: household.id,
        status: 'proposed',
        total: fen(100_001),
        parts: [
          { n: 1, due: localDate('2026-12-01'), amount: fen(50_001) },
          { n: 2, due: localDate('2027-01-01'), amount: fen(50_000) },
        ],
      });
      const [first, second] = [plan(randomUUID()), plan(randomUUID())];
      const current = async () => store().read((tx) => tx.plans.current(household.id));
      await store().write((tx) => tx.plans.put({ ...first, conversationId: null }, NOON));
      assert.deepEqual(await current(), first);
      await store().write(async (tx) => {
        await tx.plans.settle(first.id, 'cancelled', afterNoon(1));
        await tx.plans.put({ ...second, conversationId: conversation.id }, afterNoon(1));
        await tx.plans.settle(second.id, 'agreed', afterNoon(2));
      });
      assert.deepEqual(await current(), { ...second, status: 'agreed' });
      await store().write((tx) => tx.plans.settle(second.id, 'kept', afterNoon(3)));
      assert.equal(await current(), undefined);
    });

    it('knows the claim of payment that is still being checked', async () => {
      const { household } = await newHome(store());
      const id = randomUUID();
      const claim = { id, householdId: household.id, claimedAt: NOON, until: afterNoon(1000) };
      const open = async () => store().read((tx) => tx.claims.open(household.id));
      await store().write((tx) => tx.claims.put({ ...claim, conversationId: null }));
      assert.deepEqual(await open(), claim);
      await store().write((tx) => tx.claims.close(id, 'rejected', afterNoon(5)));
      assert.equal(await open(), undefined);
    });

    it('keeps disputes open until they are answered', async () => {
      const { estate, household } = await newHome(store());
      const of = (cause: 'quality-dispute' | 'billing-dispute', at: number) => ({
        id: randomUUID(),
        householdId: household.id,
        cause,
        openedAt: afterNoon(at),
      });
      const [leak, bill] = [of('quality-dispute', 0), of('billing-dispute', 5)];
      await store().write(async (tx) => {
        await tx.disputes.put({ ...bill, conversationId: null });
        await tx.disputes.put({ ...leak, conversationId: null });
      });
      assert.deepEqual(await store().read((tx) => tx.disputes.open(household.id)), [leak, bill]);
      await store().write((tx) => tx.disputes.resolve(leak.id, 'work-order', afterNoon(9)));
      assert.deepEqual(await store().read((tx) => tx.disputes.open(household.id)), [bill]);
      const all = await store().read((tx) => tx.disputes.between(estate.id, NOON, afterNoon(6)));
      assert.deepEqual(all, [
        { ...leak, resolvedAt: afterNoon(9) },
        { ...bill, resolvedAt: null },
      ]);
    });
  });
}
