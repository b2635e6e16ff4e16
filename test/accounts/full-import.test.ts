import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { append } from '#ledger/append.ts';
import { previewImport } from '#accounts/import/commit-import.ts';
import { stillOwes } from '#accounts/import/decide-hold.ts';
import { localDate } from '#domain/time.ts';
import { AS_OF, HEAD, lookAtLines } from './arrears-file.ts';
import { NOW, withEstate } from './booked-estate.ts';

const LI = '1-1-101,李四,13800000001,2026年上半年,100,0,100';
const WANG = '1-1-102,王五,13800000002,2026年上半年,200,0,200';
const ZHAO = '1-1-103,赵六,13800000003,2026年上半年,300,0,300';
const OTHERS = ['104', '105', '106', '107'].map(
  (room) => `1-1-${room},某人,13800000009,2026年上半年,10,0,10`,
);
const ALL = [LI, WANG, ZHAO, ...OTHERS];

describe('The whole list of arrears', () => {
  it('puts a room that it leaves out on hold, asks a person, and takes nothing for paid', async () => {
    await withEstate(async (estate) => {
      await estate.booked('full', ...ALL);
      await estate.booked('full', ...ALL.filter((line) => line !== WANG));
      const [, wang] = await estate.rooms();
      assert.equal(wang, '1-1-102 王五 2026-01:200.00-0.00 *');
      const [task, ...more] = await estate.tasks();
      assert.deepEqual([task?.kind, task?.queue, more.length], ['vanished', 'finance', 0]);
      assert.deepEqual((await estate.written()).slice(-3), ['hold', 'task', 'import']);
    });
  });

  it('is followed by nothing for rooms that a partial file leaves out', async () => {
    await withEstate(async (estate) => {
      await estate.booked('full', ...ALL);
      await estate.booked('partial', LI.replace('100', '110').replace('0,100', '0,110'));
      assert.ok((await estate.rooms()).every((line) => !line.endsWith('*')));
    });
  });

  it('leaves a bill alone that is not due on its day: it is rightly not on a list of arrears', async () => {
    await withEstate(async (estate) => {
      await estate.booked('partial', ...ALL, '1-1-101,李四,13800000001,2026-12,50,0,50');
      await estate.booked('full', ...ALL.map((line) => line.replace('13800000009', '')));
      assert.ok((await estate.rooms()).every((line) => !line.endsWith('*')));
    });
  });

  it('holds a room of which it leaves out one bill: that one may be paid, and must not be asked for', async () => {
    await withEstate(async (estate) => {
      await estate.booked('full', ...ALL, '1-1-101,李四,13800000001,2025年下半年,90,0,90');
      await estate.booked('full', ...ALL);
      const [li] = await estate.rooms();
      assert.equal(li, '1-1-101 李四 2025-07:90.00-0.00 2026-01:100.00-0.00 *');
    });
  });

  it('does not take a room for vanished whose row it could not read', async () => {
    await withEstate(async (estate) => {
      await estate.booked('full', ...ALL);
      const broken = WANG.replace('200,0,200', '贰佰,0,200');
      await estate.booked('full', ...ALL.map((line) => (line === WANG ? broken : line)));
      assert.ok((await estate.rooms()).every((line) => !line.endsWith('*')));
    });
  });

  it('lets a room go that comes back, in a partial file too, with its task', async () => {
    await withEstate(async (estate) => {
      await estate.booked('full', ...ALL);
      await estate.booked('full', ...ALL.filter((line) => line !== WANG));
      await estate.booked('partial', WANG.replace('200,0,200', '200,50,150'));
      const [, wang] = await estate.rooms();
      assert.equal(wang, '1-1-102 王五 2026-01:200.00-50.00');
      assert.deepEqual(await estate.tasks(), []);
      assert.deepEqual((await estate.written()).slice(-3), ['release', 'task-done', 'import']);
    });
  });

  it('keeps a room on hold that comes back with another bill than the missing one', async () => {
    await withEstate(async (estate) => {
      await estate.booked('full', ...ALL);
      await estate.booked('full', ...ALL.filter((line) => line !== WANG));
      await estate.booked('partial', WANG.replace('2026年上半年', '2026-09'));
      assert.match((await estate.rooms())[1] ?? '', /\*$/u);
      assert.equal((await estate.tasks()).length, 1);
    });
  });

  it('lets a room go when a person says that it still owes; the figures are of that day', async () => {
    await withEstate(async (estate) => {
      await estate.booked('full', ...ALL);
      await estate.booked('full', ...ALL.filter((line) => line !== WANG));
      const wang = await estate.home('1-1-102');
      const today = localDate('2026-11-25');
      const desk = { now: NOW, today, append };
      const decide = async () =>
        estate.store.write(async (tx) => {
          const home = await tx.households.byId(wang.id);
          return home ? stillOwes(tx, home, 'li', desk) : undefined;
        });
      assert.equal(await decide(), true);
      assert.equal(await decide(), false);
      const [charge] = await estate.store.read((tx) => tx.charges.open(wang.id));
      assert.equal(charge?.asOf, today);
      assert.deepEqual(await estate.tasks(), []);
      assert.ok((await estate.rooms()).every((line) => !line.endsWith('*')));
    });
  });

  it('asks before it puts more than a fifth of the rooms on hold, and books nothing until told how many', async () => {
    await withEstate(async (estate) => {
      await estate.booked('full', ...ALL);
      const asked = await estate.book('full', [LI, WANG, ...OTHERS.slice(0, 2)]);
      assert.deepEqual(asked, { done: false, why: 'many-held', held: 3, of: 7 });
      const wrong = await estate.book('full', [LI, WANG, ...OTHERS.slice(0, 2)], { mayHold: 2 });
      assert.equal(wrong.done, false);
      assert.ok((await estate.rooms()).every((line) => !line.endsWith('*')));
      const meant = await estate.book('full', [LI, WANG, ...OTHERS.slice(0, 2)], { mayHold: 3 });
      assert.equal(meant.done && meant.totals.held, 3);
    });
  });
});

describe('The preview of an import', () => {
  it('tells of every room what becomes of it, and of the books before and after', async () => {
    await withEstate(async (estate) => {
      await estate.booked('full', ...ALL);
      const plan = await lookAtLines(
        HEAD,
        LI.replace('100,0,100', '120,0,120'),
        WANG.replace('200,0,200', '200,200,0'),
        ...OTHERS,
        '1-1-108,新来,13800000008,2026年上半年,40,0,40',
        '合计,,,,,,200',
      );
      const meant = { mode: 'full', asOf: AS_OF } as const;
      const { changes, totals } = await estate.store.read((tx) =>
        previewImport(tx, 'e', plan, meant),
      );
      const states = changes.map(({ room, state, openBefore, openAfter }) =>
        [room.slice(4), state, openBefore / 100, openAfter / 100].join(' '),
      );
      assert.deepEqual(states, [
        '101 changed 100 120',
        '102 paid-off 200 0',
        ...['104', '105', '106', '107'].map((room) => `${room} unchanged 10 10`),
        '108 new 0 40',
        '103 vanished 300 300',
      ]);
      const { file, written, accepted, booked, before, after, held } = totals.sums;
      const sums = [file, written, accepted, booked, before, after, held].map(
        (sum) => Number(sum) / 100,
      );
      assert.deepEqual(sums, [200, 200, 200, 200, 640, 500, 300]);
      assert.deepEqual(totals.households, { file: 7, before: 7, after: 7 });
      assert.deepEqual(totals.doubts, ['held']);
    });
  });

  it('says where sums disagree: a wrong total, refused rows, payments that the file does not know', async () => {
    await withEstate(async (estate) => {
      await estate.booked('partial', LI.replace('100,0,100', '100,30,70'));
      const plan = await lookAtLines(
        HEAD,
        LI,
        WANG.replace('200,0,200', '200,0,199'),
        '合计,,,,,,1000',
      );
      const { totals } = await estate.store.read((tx) =>
        previewImport(tx, 'e', plan, { mode: 'partial', asOf: AS_OF }),
      );
      assert.deepEqual(totals.doubts, ['written-differs', 'refused', 'paid-known']);
      assert.deepEqual([totals.sums.accepted, totals.sums.booked], [10_000, 7000]);
    });
  });

  it('says where a bill shares months with another one of the books, which would be asked for twice', async () => {
    await withEstate(async (estate) => {
      await estate.booked('partial', LI);
      const plan = await lookAtLines(HEAD, LI.replace('2026年上半年', '2026-01/2026-09'));
      const { totals, changes } = await estate.store.read((tx) =>
        previewImport(tx, 'e', plan, { mode: 'partial', asOf: AS_OF }),
      );
      assert.deepEqual(totals.doubts, ['overlap']);
      assert.equal(changes[0]?.overlaps, true);
    });
  });
});
