import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { KEPT_DAYS } from '#accounts/import/commit-import.ts';
import { applyPayment } from '#accounts/payments.ts';
import { fen } from '#domain/money.ts';
import { DAY_MS, later } from '#domain/time.ts';
import { type BookedEstate, NOW, withEstate } from './booked-estate.ts';

const LI = '1-1-101,李四,13800000001,2026年上半年,100,0,100';
const WANG = '1-1-102,王五,13800000002,2026年上半年,200,0,200';
const REST = ['104', '105', '106', '107'].map((room) => `1-1-${room},某人,,2026年上半年,10,0,10`);
const WRONG = [
  '1-1-101,孙七,13900000001,2026年上半年,999,0,999',
  '1-1-101,孙七,13900000001,2025年下半年,50,0,50',
  '9-9-901,周八,13900000002,2026年上半年,70,0,70',
];

async function pay(estate: BookedEstate, room: string, amount: number): Promise<void> {
  const { id: householdId } = await estate.home(room);
  const payment = { householdId, amount: fen(amount), period: null, source: 'billing' };
  await estate.store.write((tx) => applyPayment(tx, { ...payment, externalId: room, at: NOW }));
}

/** Everything the books hold, as it is stored. */
async function everything(estate: BookedEstate) {
  return estate.store.read(async (tx) => {
    const homes = await tx.households.list('e');
    const charges = await Promise.all(homes.map(async ({ id }) => tx.charges.images(id)));
    return { homes, charges };
  });
}

describe('Undoing an import', () => {
  it('brings the books back as they were, to the last field, and says so in the ledger', async () => {
    await withEstate(async (estate) => {
      await estate.booked('full', LI, WANG, ...REST);
      const before = await everything(estate);
      const id = await estate.booked('full', ...WRONG, WANG, ...REST);
      assert.notDeepEqual(await everything(estate), before);
      const undid = await estate.undo(id);
      assert.ok(undid.done);
      assert.deepEqual(await everything(estate), before);
      assert.deepEqual([undid.before, undid.after, undid.keptPaid], [135_900, 34_000, 0]);
      assert.equal((await estate.written()).at(-1), 'import-undone');
      const [batch] = await estate.store.read((tx) => tx.imports.list('e'));
      assert.deepEqual(
        [batch?.id, batch?.undone?.by, batch?.undone?.why],
        [id, 'chen', '导错了表'],
      );
    });
  });

  it('keeps payments confirmed since, and leaves nothing open of a bill that should not have been', async () => {
    await withEstate(async (estate) => {
      await estate.booked('partial', LI);
      const id = await estate.booked('partial', ...WRONG);
      await pay(estate, '1-1-101', 5000 + 30_000);
      await pay(estate, '9-9-901', 2000);
      const undid = await estate.undo(id);
      assert.ok(undid.done && undid.keptPaid === 3);
      assert.deepEqual(await estate.rooms(), ['1-1-101 李四', '9-9-901 周八']);
      const { charges } = await everything(estate);
      const paid = charges.flat().map((one) => one.paid);
      assert.deepEqual(
        paid.toSorted((a, b) => a - b),
        [2000, 5000, 30_000],
      );
    });
  });

  it('is refused while a later import stands on it, and possible again once that one is undone', async () => {
    await withEstate(async (estate) => {
      const first = await estate.booked('partial', LI);
      const second = await estate.booked('partial', LI.replace('100,0,100', '100,40,60'));
      const refused = await estate.undo(first);
      assert.ok(!refused.done && refused.why === 'later-import' && refused.later.id === second);
      assert.ok((await estate.undo(second)).done);
      assert.deepEqual(await estate.rooms(), ['1-1-101 李四 2026-01:100.00-0.00']);
      assert.ok((await estate.undo(first)).done);
      assert.deepEqual(await estate.rooms(), []);
    });
  });

  it('happens once; what nobody booked cannot be undone', async () => {
    await withEstate(async (estate) => {
      const id = await estate.booked('partial', LI);
      await estate.undo(id);
      assert.deepEqual(await estate.undo(id), { done: false, why: 'undone' });
      assert.deepEqual(await estate.undo('no-such'), { done: false, why: 'unknown' });
    });
  });

  it('lets the same workbook be booked again, which is otherwise recognised', async () => {
    await withEstate(async (estate) => {
      const id = await estate.booked('partial', LI);
      const again = await estate.book('full', [LI]);
      assert.ok(!again.done && again.why === 'known' && again.known.id === id);
      await estate.undo(id);
      assert.ok((await estate.book('full', [LI])).done);
    });
  });

  it('ends the hold that the import began, and begins the one again that it ended', async () => {
    await withEstate(async (estate) => {
      await estate.booked('full', LI, WANG, ...REST);
      const left = await estate.booked('full', LI, ...REST);
      assert.ok((await estate.undo(left)).done);
      assert.deepEqual(await estate.tasks(), []);
      assert.equal((await estate.home('1-1-102')).suspended, false);
      await estate.booked('full', LI.replace('李四', '李四 '), ...REST);
      assert.equal((await estate.tasks()).length, 1);
      const back = await estate.booked('partial', WANG);
      assert.equal((await estate.tasks()).length, 0);
      assert.ok((await estate.undo(back)).done);
      assert.equal((await estate.home('1-1-102')).suspended, true);
      assert.equal((await estate.tasks()).length, 1);
    });
  });

  it('is over after thirty days: what it would need names people, and is deleted', async () => {
    await withEstate(async (estate) => {
      const id = await estate.booked('partial', LI);
      const now = later(NOW, (KEPT_DAYS + 1) * DAY_MS);
      const next = await estate.book('partial', [WANG], { now });
      assert.ok(next.done && (await estate.undo(next.importId)).done);
      assert.deepEqual(await estate.undo(id), { done: false, why: 'too-old' });
    });
  });
});
