import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import readXlsxFile from 'read-excel-file/node';
import { append } from '#ledger/append.ts';
import { type CommitOptions, commitImport, previewImport } from '#accounts/import/commit-import.ts';
import { readImportWords } from '#accounts/import/import-words.ts';
import { type ImportPlan, planImport } from '#accounts/import/plan-import.ts';
import { applyPayment } from '#accounts/payments.ts';
import { readSheets } from '#accounts/sheet/read-sheets.ts';
import { totalOpen } from '#domain/arrears.ts';
import { fen, formatYuan } from '#domain/money.ts';
import { instant, localDate } from '#domain/time.ts';
import { LOCALES, ROOT, openContent } from '#commands/open-house.ts';
import type { Store } from '#ports/store/store.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';

const words = readImportWords(LOCALES, 'zh-CN');
const sample = readFileSync(join(ROOT, 'bot', 'accounts', 'sample', 'arrears.xlsx'));
const now = instant(Date.parse('2026-11-20T10:00:00+08:00'));
const asOf = localDate('2026-11-20');

const HEAD = '房号,业主姓名,联系电话,账期,应收金额,已收金额,欠费金额';
const csv = (...lines: string[]) => Buffer.from([HEAD, ...lines].join('\n'));
const plan = async (bytes: Buffer, name = 'arrears.csv') =>
  planImport(bytes, name, words, '物业费');

const options: CommitOptions = {
  estateId: 'e',
  asOf,
  mode: 'partial',
  mayHold: null,
  by: 'chen',
  now,
  today: asOf,
  append,
};

/** Books a plan and gives the homes it touched. */
async function book(store: Store, read: ImportPlan) {
  const booked = await store.write((tx) => commitImport(tx, read, options));
  return booked.done ? booked.touched : [];
}

async function withStore(run: (store: Store) => Promise<void>) {
  const store = await openSqlite({ file: ':memory:' });
  await store.write((tx) => tx.estates.put(openContent().estate({ id: 'e', name: '云杉苑' })));
  await run(store);
  await store.close();
}

describe('An arrears workbook', () => {
  it('of a real office is read row by row, and every refused row has a reason', async () => {
    const { bills, refused, findings, asOf: told } = await plan(sample, 'arrears.xlsx');
    const errors = findings.filter(({ severity }) => severity === 'error');
    assert.equal(new Set(bills.map(({ room }) => room)).size, 200);
    assert.equal(refused, 4);
    assert.deepEqual(
      errors.map(({ code }) => code),
      ['E_PERIOD', 'E_DECIMALS', 'E_ROOM', 'E_BALANCE'],
    );
    assert.equal(told, '2026-11-20');
    assert.ok(
      errors.every(({ sheet, row, column, message }) => sheet && row > 3 && column && message),
    );
  });

  it('gives the same cells as another reader', async () => {
    const ours = await readSheets(sample, 'arrears.xlsx');
    const [theirs] = await readXlsxFile(sample);
    assert.ok(ours.ok && theirs);
    const plain = (value: unknown) =>
      value instanceof Date ? value.toISOString().slice(0, 10) : (value ?? null);
    assert.deepEqual(
      ours.sheets[0]?.rows.slice(3, 60).map((row) => row.slice(0, 15)),
      theirs.data.slice(3, 60).map((row) => row.slice(0, 15).map(plain)),
    );
  });

  it('in the encoding of a Chinese Windows is read as well', async () => {
    // GBK bytes of 房号,业主,账期,欠费 and one row.
    const bytes = Buffer.from(
      'b7bfbac52cd2b5d6f72cd5cbc6da2cc7b7b7d10a312d312d3130312cc0eecbc42c323032364d2c31',
      'hex',
    );
    const { findings } = await plan(bytes);
    assert.ok(findings.every(({ code }) => code !== 'E_NO_HEADER'));
  });

  it('says where two rows are one bill', async () => {
    const { bills, findings } = await plan(
      csv(
        '101,李四,13800000001,2026年上半年,100,0,100',
        '101,李四,13800000001,202601-202606,100,0,100',
      ),
    );
    assert.equal(bills.length, 1);
    assert.match(findings.find(({ code }) => code === 'E_DUPLICATE')?.message ?? '', /第2行/u);
  });

  it('without a header, or no workbook at all, is told so and books nothing', async () => {
    for (const bytes of [
      Buffer.from('你好'),
      Buffer.from('<html>'),
      Buffer.from('PK\u0003\u0004junk'),
      Buffer.alloc(0),
    ]) {
      const { bills, findings } = await plan(bytes, 'arrears.xlsx');
      assert.equal(bills.length, 0);
      assert.ok(findings.some(({ code }) => code === 'E_FILE' || code === 'E_NO_HEADER'));
    }
  });

  it('is booked once, however often it is given', async () => {
    await withStore(async (store) => {
      const read = await plan(sample, 'arrears.xlsx');
      assert.equal((await book(store, read)).length, 200);
      assert.equal((await book(store, read)).length, 0);
      const open = await store.read(async (tx) => {
        const homes = await tx.households.list('e');
        return (await Promise.all(homes.map(async ({ id }) => tx.charges.open(id)))).flat();
      });
      assert.equal(formatYuan(totalOpen(open)), formatYuan(read.total));
      const { totals, known } = await store.read((tx) => previewImport(tx, 'e', read, options));
      assert.equal(known?.by, 'chen');
      assert.equal(totals.rooms.unchanged, 200);
      const unchanged = read.bills.length;
      assert.deepEqual(totals.bills, { added: 0, changed: 0, unchanged, missing: 0 });
    });
  });

  it('that is older than a payment does not bring the debt back', async () => {
    await withStore(async (store) => {
      const read = await plan(csv('101,李四,13800000001,2026年上半年,100,0,100'));
      const [home] = await book(store, read);
      assert.ok(home);
      const paid = { householdId: home.id, amount: fen(10_000), period: null, source: 'billing' };
      await store.write((tx) => applyPayment(tx, { ...paid, externalId: 'r1', at: now }));
      const later = await plan(csv('101,李四,13800000001,2026年上半年,100.00,0,100'));
      await book(store, later);
      assert.deepEqual(await store.read((tx) => tx.charges.open(home.id)), []);
    });
  });

  it('that leaves people out keeps those of the books, but no phone of an earlier owner', async () => {
    await withStore(async (store) => {
      const people = async (line: string) => {
        const [home] = await book(store, await plan(csv(line)));
        return [home?.owner, home?.phone];
      };
      assert.deepEqual(await people('101,李四,13800000001,2026-01,1,0,1'), ['李四', '13800000001']);
      assert.deepEqual(await people('101,,,2026-02,1,0,1'), ['李四', '13800000001']);
      assert.deepEqual(await people('101,王五,1.38E+10,2026-03,1,0,1'), ['王五', null]);
    });
  });
});
