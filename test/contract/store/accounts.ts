import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'mocha';
import { fen } from '#domain/money.ts';
import { localDate } from '#domain/time.ts';
import type { PaymentRow } from '#ports/store/households.ts';
import { NOON, afterNoon, moveIn, newEstate, newHome, yearFee } from './home.ts';
import { type OpenStore, oneStore } from './opened.ts';

export function accountRules(open: OpenStore): void {
  describe('estates and households', () => {
    const store = oneStore(open);

    it('finds an estate by id and by name, as it was last put', async () => {
      const estate = newEstate();
      const changed = { ...estate, payLink: null, policy: { ...estate.policy, perWeek: 1 } };
      await store().write((tx) => tx.estates.put(estate));
      await store().read((tx) => tx.estates.byId(estate.id));
      await store().write((tx) => tx.estates.put(changed));
      assert.deepEqual(await store().read((tx) => tx.estates.byId(estate.id)), changed);
      assert.deepEqual(await store().read((tx) => tx.estates.byName(estate.name)), changed);
      assert.ok((await store().read((tx) => tx.estates.list())).some(({ id }) => id === estate.id));
      assert.equal(await store().read((tx) => tx.estates.byName('没有这个小区')), undefined);
    });

    it('knows a household by its room, and what an import says of it later', async () => {
      const { estate, household } = await newHome(store());
      await store().write((tx) => tx.households.setVulnerable(household.id, true));
      const told = { owner: '王女士与张先生', phone: null, occupancy: 'vacant' } as const;
      const again = await store().write((tx) =>
        tx.households.put({ estateId: estate.id, room: household.room, ...told }),
      );
      assert.deepEqual(again, { ...household, ...told, vulnerable: true });
      assert.deepEqual(await store().read((tx) => tx.households.byId(household.id)), again);
      const found = await store().read((tx) => tx.households.byRoom(estate.id, household.room));
      assert.deepEqual(found, again);
      assert.equal(await store().read((tx) => tx.households.byRoom(estate.id, '9-9-9')), undefined);
    });

    it('brings a suspended room back when it is imported again', async () => {
      const { estate, household } = await newHome(store());
      const { room, owner, phone, occupancy } = household;
      await store().write((tx) => tx.households.setSuspended(household.id, true));
      const away = await store().read((tx) => tx.households.byId(household.id));
      const back = await store().write((tx) =>
        tx.households.put({ estateId: estate.id, room, owner, phone, occupancy }),
      );
      assert.deepEqual([away?.suspended, back.suspended], [true, false]);
    });

    it('lists rooms in the order of their characters, the same on every engine', async () => {
      const { estate } = await newHome(store());
      await store().write(async (tx) => {
        for (const room of ['A-1', '3-2-209', '10-1-1', 'a-1', '甲-1']) {
          await moveIn(tx, estate, room);
        }
      });
      const rooms = await store().read((tx) => tx.households.list(estate.id));
      assert.deepEqual(
        rooms.map(({ room }) => room),
        ['10-1-1', '3-2-1101', '3-2-209', 'A-1', 'a-1', '甲-1'],
      );
    });

    it('finds who is in arrears: due, not fully paid, not suspended', async () => {
      const { estate, household } = await newHome(store());
      await store().write(async (tx) => {
        const homes = ['paid', 'later', 'away', 'partly'].map(async (room) =>
          moveIn(tx, estate, room),
        );
        const [paid, late, away, partly] = await Promise.all(homes);
        assert.ok(paid && late && away && partly);
        await tx.charges.put(yearFee(household.id));
        await tx.charges.put(yearFee(household.id, { from: '2025-01', to: '2025-12' }));
        await tx.charges.put(yearFee(paid.household.id, { paid: fen(120_000) }));
        await tx.charges.put(yearFee(late.household.id, { due: localDate('2026-11-24') }));
        await tx.charges.put(yearFee(away.household.id));
        await tx.charges.put(yearFee(partly.household.id, { paid: fen(119_999) }));
        await tx.households.setSuspended(away.household.id, true);
      });
      const owing = await store().read((tx) =>
        tx.households.inArrears(estate.id, localDate('2026-11-23')),
      );
      const tomorrow = await store().read((tx) =>
        tx.households.inArrears(estate.id, localDate('2026-11-24')),
      );
      assert.deepEqual(
        owing.map(({ room }) => room),
        ['3-2-1101', 'partly'],
      );
      assert.deepEqual(
        tomorrow.map(({ room }) => room),
        ['3-2-1101', 'later', 'partly'],
      );
    });
  });

  describe('charges and payments', () => {
    const store = oneStore(open);

    it('knows a charge by household, item and period, and what was last said of it', async () => {
      const { household } = await newHome(store());
      const first = await store().write((tx) => tx.charges.put(yearFee(household.id)));
      const corrected = yearFee(household.id, { amount: fen(118_800), paid: fen(5) });
      const second = await store().write((tx) => tx.charges.put(corrected));
      const { importId: _, ...told } = corrected;
      assert.deepEqual(second, { id: first.id, ...told });
      assert.deepEqual(await store().read((tx) => tx.charges.all(household.id)), [second]);
    });

    it('gives what is open, oldest due first, and drops what is paid to the fen', async () => {
      const { household } = await newHome(store());
      const periods = [
        { from: '2026-01', to: '2026-12', due: localDate('2026-03-31') },
        { from: '2025-01', to: '2025-12', due: localDate('2025-03-31') },
      ];
      const [newer, older] = await store().write(async (tx) => [
        await tx.charges.put(yearFee(household.id, periods[0])),
        await tx.charges.put(yearFee(household.id, periods[1])),
      ]);
      assert.ok(newer && older);
      const due = async () =>
        (await store().read((tx) => tx.charges.open(household.id))).map(({ id }) => id);
      assert.deepEqual(await due(), [older.id, newer.id]);
      await store().write((tx) => tx.charges.addPaid(older.id, fen(119_999)));
      assert.deepEqual(await due(), [older.id, newer.id]);
      await store().write((tx) => tx.charges.addPaid(older.id, fen(1)));
      assert.deepEqual(await due(), [newer.id]);
      const all = await store().read((tx) => tx.charges.all(household.id));
      assert.deepEqual(
        all.map(({ id, paid }) => [id, paid]),
        [
          [older.id, 120_000],
          [newer.id, 0],
        ],
      );
    });

    it('holds sums beyond what 32 bits do, to the fen', async () => {
      const { household } = await newHome(store());
      const amount = fen(9_007_199_254_740_990);
      await store().write((tx) => tx.charges.put(yearFee(household.id, { amount })));
      const [charge] = await store().read((tx) => tx.charges.open(household.id));
      assert.equal(charge?.amount, amount);
    });

    it('takes the same payment once, by the number of the billing system of the estate', async () => {
      const { estate, household } = await newHome(store());
      const elsewhere = await newHome(store());
      const paid = (change: Partial<PaymentRow>): PaymentRow => ({
        id: randomUUID(),
        householdId: household.id,
        amount: fen(50_000),
        at: NOON,
        source: 'billing',
        externalId: 'B-1001',
        ...change,
      });
      const record = async (row: PaymentRow) => store().write((tx) => tx.payments.record(row));
      const first = paid({});
      const cash = paid({ externalId: null, source: 'cash', at: afterNoon(1) });
      assert.equal(await record(first), true);
      assert.equal(await record(paid({ at: afterNoon(5) })), false);
      assert.equal(await record(cash), true);
      assert.equal(await record(paid({ householdId: elsewhere.household.id })), true);
      assert.deepEqual(await store().read((tx) => tx.payments.of(household.id)), [first, cash]);
      const [before, within] = await store().read(async (tx) => [
        await tx.payments.between(estate.id, afterNoon(-1), NOON),
        await tx.payments.between(estate.id, NOON, afterNoon(1)),
      ]);
      assert.deepEqual([before, within], [[], [first]]);
    });

    it('allocates a payment to a charge once', async () => {
      const { household } = await newHome(store());
      const id = randomUUID();
      const charge = await store().write(async (tx) => {
        const row = { id, householdId: household.id, amount: fen(100), at: NOON, source: 'cash' };
        await tx.payments.record({ ...row, externalId: null });
        return tx.charges.put(yearFee(household.id));
      });
      await store().write((tx) => tx.payments.allocate(id, charge.id, fen(100)));
      await assert.rejects(store().write((tx) => tx.payments.allocate(id, charge.id, fen(100))));
    });
  });
}
