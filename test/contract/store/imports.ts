import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'mocha';
import { fen } from '#domain/money.ts';
import { localDate } from '#domain/time.ts';
import type { ImportBatch, ImportChange } from '#ports/store/imports.ts';
import { NOON, afterNoon, moveIn, newEstate, newHome, yearFee } from './home.ts';
import { type OpenStore, oneStore } from './opened.ts';

function batchOf(estateId: string, sha256: string, at = 1): ImportBatch {
  return {
    id: randomUUID(),
    estateId,
    sha256,
    fileName: '欠费明细.xlsx',
    asOf: localDate('2026-11-20'),
    mode: 'full',
    accepted: 198,
    refused: 2,
    total: fen(12_345_678_900),
    at: afterNoon(at),
    by: 'li',
    totals: '{"rooms":198}',
    undone: null,
  };
}

export function importRules(open: OpenStore): void {
  describe('imports', () => {
    const store = oneStore(open);

    it('are remembered in the order of booking, and the same workbook is refused twice', async () => {
      const { estate } = await newHome(store());
      const [first, second] = [batchOf(estate.id, 'aa', 5), batchOf(estate.id, 'bb', 5)];
      await store().write(async (tx) => {
        await tx.imports.put(first);
        await tx.imports.put(second);
      });
      await assert.rejects(store().write((tx) => tx.imports.put(batchOf(estate.id, 'aa', 6))));
      await store().read(async ({ imports }) => {
        assert.deepEqual(await imports.bySha(estate.id, 'aa'), first);
        assert.deepEqual(await imports.byId(second.id), second);
        assert.deepEqual(await imports.list(estate.id), [second, first]);
      });
    });

    it('are undone once; the same workbook may then be booked again', async () => {
      const { estate } = await newHome(store());
      const first = batchOf(estate.id, 'aa');
      const undone = { at: afterNoon(2), by: 'li', why: '导错了' };
      await store().write(async ({ imports }) => {
        await imports.put(first);
        assert.equal(await imports.undo(first.id, undone), true);
        assert.equal(await imports.undo(first.id, { ...undone, by: 'wu' }), false);
        assert.equal(await imports.bySha(estate.id, 'aa'), undefined);
        await imports.put(batchOf(estate.id, 'aa', 3));
      });
      const list = await store().read(({ imports }) => imports.list(estate.id));
      assert.deepEqual(
        list.map((one) => one.undone),
        [null, undone],
      );
    });

    it('keep what they changed and refused, in order, until it is forgotten', async () => {
      const { estate, household } = await newHome(store());
      const [old, fresh] = [batchOf(estate.id, 'aa', 1), batchOf(estate.id, 'bb', 10)];
      const changes = Array.from({ length: 1100 }, (_none, n): ImportChange => ({
        householdId: household.id,
        kind: n % 2 === 0 ? 'charge' : 'household',
        subject: String(n),
        before: n === 0 ? null : `{"n":${n}}`,
        after: '{}',
      }));
      await store().write(async ({ imports }) => {
        for (const one of [old, fresh]) {
          await imports.put(one);
          await imports.keepChanges(one.id, changes);
          await imports.keepRefused(one.id, '[]');
        }
        await imports.forget(estate.id, afterNoon(10));
      });
      await store().read(async ({ imports }) => {
        assert.deepEqual(await imports.changes(fresh.id), changes);
        assert.equal(await imports.refused(fresh.id), '[]');
        assert.deepEqual(await imports.changes(old.id), []);
        assert.equal(await imports.refused(old.id), undefined);
      });
    });

    it('keep no name of an owner who was erased', async () => {
      const { estate, household } = await newHome(store());
      const { id: householdId } = household;
      const batch = batchOf(estate.id, 'aa');
      const change = { householdId, subject: householdId, before: '{}', after: '{}' };
      const left = await store().write(async ({ imports, personal }) => {
        await imports.put(batch);
        const kinds = ['household', 'charge'] as const;
        await imports.keepChanges(
          batch.id,
          kinds.map((kind) => ({ ...change, kind })),
        );
        await personal.eraseOwner(householdId);
        return imports.changes(batch.id);
      });
      assert.deepEqual(
        left.map(({ kind }) => kind),
        ['charge'],
      );
    });

    it('remember how columns are read, by estate and header, as last said', async () => {
      const [one, other] = [newEstate(), newEstate()];
      const known = (shape: string, mapping: string) => ({ shape, mapping });
      const found = await store().write(async ({ estates, imports }) => {
        for (const estate of [one, other]) await estates.put(estate);
        await imports.keepMapping(one.id, known('b', '1'), 'li', NOON);
        await imports.keepMapping(one.id, known('a', '2'), 'li', NOON);
        await imports.keepMapping(one.id, known('b', '3'), 'wu', NOON);
        await imports.keepMapping(other.id, known('b', '4'), 'wu', NOON);
        return imports.mappings(one.id);
      });
      assert.deepEqual(found, [known('a', '2'), known('b', '3')]);
    });
  });

  describe('what an import takes back', () => {
    const store = oneStore(open);

    it('is a charge to the last field; one that was missing comes back when it is put', async () => {
      const { household } = await newHome(store());
      const row = yearFee(household.id, { importId: 'i', basis: { area: 8590, rate: 25_000 } });
      await store().write(async ({ charges }) => {
        const { id } = await charges.put(row);
        await charges.setMissing(id, 'list');
        const [image] = await charges.images(household.id);
        assert.deepEqual(image, { ...row, id, missingIn: 'list' });
        assert.equal((await charges.open(household.id))[0]?.missing, true);
        const other = { amount: fen(1), importId: null, basis: null };
        const again = await charges.put(yearFee(household.id, other));
        assert.equal(again.missing, undefined);
        if (image) await charges.restore(image);
        assert.deepEqual(await charges.images(household.id), [image]);
      });
    });

    it('is a charge with its tasks, and a home to which nothing refers any more', async () => {
      const { estate, household } = await newHome(store());
      const lonely = { estateId: estate.id, room: '9-9-9', owner: '周八', phone: null } as const;
      await store().write(async (tx) => {
        const { id } = await tx.households.put({ ...lonely, occupancy: 'occupied' });
        const charge = await tx.charges.put(yearFee(id));
        const about = { estateId: estate.id, householdId: id, chargeId: charge.id } as const;
        const what = { kind: 'vanished', queue: 'finance', dueOn: charge.due, notice: 0 } as const;
        const times = { openedAt: NOON, closedAt: null, closedBy: null };
        await tx.tasks.put({ id: randomUUID(), ...about, ...what, ...times });
        assert.equal(await tx.households.removeUnused(id), false);
        await tx.charges.remove(charge.id);
        assert.deepEqual(await tx.tasks.open(estate.id), []);
        assert.equal(await tx.households.removeUnused(id), true);
        assert.equal(await tx.households.byId(id), undefined);
        assert.equal(await tx.households.removeUnused(household.id), false);
      });
    });

    it('adds up what is open in an estate, and in how many homes', async () => {
      const { estate, household } = await newHome(store());
      const { household: second } = await store().write((tx) => moveIn(tx, estate, '1-1-1'));
      const months = { from: '2025-01', to: '2025-12' };
      const standing = await store().write(async (tx) => {
        assert.deepEqual(await tx.charges.standing(estate.id), { open: 0, households: 0 });
        await tx.charges.put(yearFee(household.id, { paid: fen(20_000) }));
        await tx.charges.put(yearFee(household.id, months));
        await tx.charges.put(yearFee(second.id, { paid: fen(120_000) }));
        return tx.charges.standing(estate.id);
      });
      assert.deepEqual(standing, { open: 220_000, households: 1 });
    });
  });
}
