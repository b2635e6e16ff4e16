import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { z } from 'zod';
import { DatabaseSync } from 'node:sqlite';
import { fen } from '#domain/money.ts';
import { addDays, localDate } from '#domain/time.ts';
import type { Store } from '#ports/store/store.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import { type LivedInHouse, openLivedInHouse } from '../papers/lived-in-house.ts';
import { nuancui } from './run-nuancui.ts';

/** A home whose bill fell due two months before today, whenever today is: commands have the clock of the machine. */
async function moveIn(store: Store, room: string, owner: string): Promise<void> {
  const today = localDate(new Date().toISOString().slice(0, 10));
  const due = addDays(today, -60);
  const month = due.slice(0, 7);
  await store.write(async (tx) => {
    const who = { owner, phone: null, occupancy: 'occupied' } as const;
    const { id } = await tx.households.put({ estateId: 'plum', room, ...who });
    const sums = { amount: fen(64_400), paid: fen(0), asOf: today, importId: null };
    await tx.charges.put({ householdId: id, item: '物业费', from: month, to: month, due, ...sums });
  });
}

describe('The commands of the papers', function () {
  this.timeout(120_000);
  let home: LivedInHouse;
  let out = '';
  before(async () => {
    const policy = { burstQuietMs: 0, gapHours: 0, liveBilling: true };
    home = await openLivedInHouse({ estate: { policy } });
    await moveIn(home.store, '3-2-1103', '㛃䶮');
    await moveIn(home.store, '3-2-1104', '𠮷田');
    await home.service.orderReminder(home.li.id, 'wang');
    await home.service.pump.settle();
    await home.say('li', '我下周五交');
    await home.say('li', '楼道一直没人打扫，不解决我不交');
    await home.close();
    out = join(home.folder, 'out');
    mkdirSync(out);
  });
  after(() => home.remove());

  const here = () => ['--data', home.folder];
  const account = ['--account', '3-2-1101'];
  const days = ['--from', '2026-11-01', '--to', '2026-11-30'];

  it('export evidence that checks offline, under a checkpoint that is kept', () => {
    const file = join(out, 'pack.json');
    const made = nuancui('ledger', 'export', ...account, '--out', file, ...here());
    assert.deepEqual([made.status, made.stderr], [0, '']);
    assert.ok(existsSync(join(home.folder, 'checkpoints.jsonl')));
    const checked = nuancui('ledger', 'verify', '--pack', file);
    assert.equal(checked.status, 0, checked.stderr);
    assert.match(checked.stdout, /holds\nkey [0-9a-f-]{39}\n/u);
    writeFileSync(file, readFileSync(file, 'utf8').replace('2026-11-27', '2026-11-28'));
    const broken = nuancui('ledger', 'verify', '--pack', file, '--json');
    assert.equal(broken.status, 1);
    assert.match(broken.stdout, /"why":"changed"/u);
  });

  it('export evidence to be read', () => {
    const file = join(out, 'pack.pdf');
    const made = nuancui('ledger', 'export', ...account, '--out', file, ...here());
    assert.deepEqual([made.status, made.stderr], [0, '']);
    assert.equal(readFileSync(file).subarray(0, 5).toString(), '%PDF-');
  });

  it('write a letter, send nothing, and note it in the ledger with the digest of the file', async () => {
    const file = join(out, 'letter.pdf');
    const args = ['letter', '--account', '3-2-1103', '--out', file, ...here()];
    const { status, stdout, stderr } = nuancui(...args);
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, /1 bills, 644\.00 yuan, reply by .*; not sent/u);
    const store = await openSqlite({ file: join(home.folder, 'nuancui.db') });
    const entries = await store.read(async (tx) => {
      const found = await tx.households.byRoom('plum', '3-2-1103');
      return tx.ledger.ofHousehold(found?.id ?? '');
    });
    await store.close();
    assert.deepEqual(
      entries.map(({ type }) => type),
      ['letter'],
    );
    const digest = createHash('sha256').update(readFileSync(file)).digest('hex');
    assert.ok(entries[0]?.body.includes(digest));
  });

  it('write no letter, and note none, where policy or the font forbids it', async () => {
    for (const [room, told] of [
      ['3-2-1101', /reasons=.*disputed/u],
      ['3-2-1104', /lacks a character.*U\+20BB7/u],
    ] as const) {
      const file = join(out, `${room}.pdf`);
      const { status, stdout, stderr } = nuancui(
        'letter',
        '--account',
        room,
        '--out',
        file,
        ...here(),
      );
      assert.match(stderr, told);
      assert.deepEqual([status, stdout], [2, '']);
      assert.ok(!existsSync(file));
    }
    const store = await openSqlite({ file: join(home.folder, 'nuancui.db') });
    const letters = await store.read((tx) => tx.ledger.after('plum', 0, 1000));
    await store.close();
    assert.equal(letters.filter(({ type }) => type === 'letter').length, 1);
  });

  it('report as JSON and as a workbook', () => {
    const file = join(out, 'report.json');
    const made = nuancui('report', ...days, '--out', file, ...here());
    assert.deepEqual([made.status, made.stderr], [0, '']);
    const read = z.looseObject({ from: z.string(), estates: z.array(z.unknown()) });
    assert.equal(read.parse(JSON.parse(readFileSync(file, 'utf8'))).estates.length, 1);
    const book = join(out, 'report.xlsx');
    assert.equal(nuancui('report', ...days, '--out', book, ...here()).status, 0);
    assert.equal(readFileSync(book).subarray(0, 2).toString(), 'PK');
  });

  for (const [what, args, told] of [
    [
      'an account nobody knows',
      ['ledger', 'export', '--account', '9-9-9999', '--out', 'OUT/a.json'],
      /account=9-9-9999; right=a room of the books/u,
    ],
    [
      'a letter to an account nobody knows',
      ['letter', '--account', '9-9-9999', '--out', 'OUT/a.pdf'],
      /account=9-9-9999; right=a room of the books/u,
    ],
    [
      'days that are not there',
      ['report', '--out', 'OUT/a.json'],
      /required option '--from <day>'/u,
    ],
    [
      'an estate nobody knows',
      ['report', ...days, '--estate', '桃园', '--out', 'OUT/a.json'],
      /estate=桃园; right=one of: 梅园/u,
    ],
    [
      'days in the wrong order',
      ['report', '--from', '2026-11-30', '--to', '2026-11-01', '--out', 'OUT/a.json'],
      /--from on or before --to/u,
    ],
    [
      'a day that does not exist',
      ['report', '--from', '2026-02-30', '--to', '2026-11-01', '--out', 'OUT/a.json'],
      /from=2026-02-30; right=a day as/u,
    ],
    [
      'another ending',
      ['report', ...days, '--out', 'OUT/a.csv'],
      /a name that ends in \.xlsx or \.json/u,
    ],
    [
      'another ending of evidence',
      ['ledger', 'export', ...account, '--out', 'OUT/a.txt'],
      /a name that ends in \.json or \.pdf/u,
    ],
    [
      'another ending of a letter',
      ['letter', ...account, '--out', 'OUT/a.json'],
      /a name that ends in \.pdf/u,
    ],
    [
      'a folder that is not there',
      ['report', ...days, '--out', 'OUT/none/a.json'],
      /a folder to write into/u,
    ],
    [
      'a folder as the file',
      ['ledger', 'export', ...account, '--out', 'OUT/folder.json'],
      /is a folder; right=the name of a file/u,
    ],
  ] as const) {
    it(`refuse ${what}, say so, and write nothing`, () => {
      mkdirSync(join(out, 'folder.json'), { recursive: true });
      const before_ = readdirSync(out);
      const placed = args.map((one) => one.replace(/^OUT/u, out));
      const { status, stdout, stderr } = nuancui(...placed, ...here());
      assert.match(stderr, told);
      assert.deepEqual([status, stdout], [2, '']);
      assert.deepEqual(readdirSync(out), before_);
    });
  }

  it('do not make a store where there is none', () => {
    const none = join(out, 'no-store');
    const { status, stderr } = nuancui(
      'report',
      ...days,
      '--out',
      join(out, 'b.json'),
      '--data',
      none,
    );
    assert.equal(status, 2);
    assert.match(stderr, /missing=nuancui\.db/u);
    assert.ok(!existsSync(none) && !existsSync(join(out, 'b.json')));
  });

  it('make no evidence from a chain that does not hold', () => {
    const database = new DatabaseSync(join(home.folder, 'nuancui.db'));
    database.exec('drop trigger ledger_no_update; update ledger set at = at + 1 where seq = 2');
    database.close();
    const file = join(out, 'broken.json');
    const made = nuancui('ledger', 'export', ...account, '--out', file, ...here());
    assert.equal(made.status, 2);
    assert.match(made.stderr, /does not hold.*entry=2.*changed/u);
    assert.ok(!existsSync(file));
    const verified = nuancui('ledger', 'verify', ...here());
    assert.equal(verified.status, 1);
    assert.match(verified.stdout, /does not hold at entry 2: changed/u);
  });
});
