import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import readXlsxFile from 'read-excel-file/node';
import { bindByCode } from '#accounts/identity/bind-by-code.ts';
import { readCode } from '#policy/identity/code.ts';
import { instant } from '#domain/time.ts';
import type { Store } from '#ports/store/store.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import { type LivedInHouse, openLivedInHouse } from '../papers/lived-in-house.ts';
import { nuancui } from './run-nuancui.ts';

const ROOM = '3-2-1103';

describe('The command codes', function () {
  this.timeout(120_000);
  let home: LivedInHouse;
  let out = '';

  before(async () => {
    home = await openLivedInHouse();
    await home.store.write(async (tx) => {
      const who = { owner: '赵六', phone: '13811112222', occupancy: 'occupied' } as const;
      await tx.households.put({ estateId: 'plum', room: ROOM, ...who });
      await tx.contacts.ensure('wechat', 'zhao', '赵六', 'zh-CN', home.clock.now());
    });
    await home.close();
    out = join(home.folder, 'out');
    mkdirSync(out);
  });
  after(() => home.remove());

  const codes = (...args: readonly string[]) => nuancui('codes', ...args, '--data', home.folder);

  async function look<T>(work: (store: Store) => Promise<T>): Promise<T> {
    const store = await openSqlite({ file: join(home.folder, 'nuancui.db') });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  }
  const entries = async () =>
    look(async (store) => {
      const all = await store.read((tx) => tx.ledger.after('plum', 0, 1000));
      return all.filter(({ type }) => type === 'code');
    });

  /** The codes of a workbook of slips, by the room they are for. */
  async function slipsOf(file: string): Promise<string[][]> {
    const sheets = await readXlsxFile(file);
    const rows = sheets.flatMap(({ data }) => data);
    return rows.slice(1).map((row) => row.slice(0, 2).map(String));
  }
  const bring = async (code: string) =>
    look((store) =>
      store.write(async (tx) => {
        const contact = await tx.contacts.byKey('wechat', 'zhao');
        const now = instant(Date.now());
        const zone = { timezone: 'Asia/Shanghai' };
        return bindByCode(tx, contact?.id ?? '', code, zone, now);
      }),
    );

  it('prints a slip for each home nobody is verified for, with no name and no sum on it', async () => {
    const file = join(out, 'slips.xlsx');
    const { status, stdout, stderr } = codes('--estate', '梅园', '--out', file);
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, /slips\.xlsx: 1 codes for 梅园\n$/u);
    const slips = await slipsOf(file);
    assert.deepEqual(
      slips.map(([room]) => room),
      [`房号 ${ROOM}`],
    );
    assert.ok(!JSON.stringify(slips).includes('赵六'));
    const [entry] = await entries();
    assert.ok(entry && !entry.body.includes(slips[0]?.[1] ?? 'none'));
  });

  it('makes the codes good, and a new slip makes the older one worthless', async () => {
    const [first, second] = [join(out, 'first.xlsx'), join(out, 'second.xlsx')];
    assert.equal(codes('--estate', '梅园', '--out', first).status, 0);
    assert.equal(codes('--estate', '梅园', '--account', ROOM, '--out', second).status, 0);
    const read = async (file: string) => {
      const found = readCode((await slipsOf(file))[0]?.[1] ?? '');
      return found?.found === 'code' ? found.code : assert.fail(`no code in ${file}`);
    };
    assert.equal((await bring(await read(first))).result, 'wrong-code');
    assert.equal((await bring(await read(second))).result, 'bound');
  });

  it('leaves out a home whose owner is verified, and writes nothing where that was all', () => {
    const file = join(out, 'none.pdf');
    const { status, stdout, stderr } = codes('--estate', '梅园', '--account', ROOM, '--out', file);
    assert.deepEqual([status, stdout], [0, 'nothing written: 0 codes for 梅园\n']);
    assert.match(stderr, /somebody is verified already: 1 rooms/u);
    assert.ok(!existsSync(file));
  });

  it('writes a paper to print', async () => {
    const room = '3-2-1105';
    await look((store) =>
      store.write(async (tx) => {
        const who = { owner: '钱七', phone: null, occupancy: 'occupied' } as const;
        await tx.households.put({ estateId: 'plum', room, ...who });
      }),
    );
    const file = join(out, 'slips.pdf');
    assert.equal(codes('--estate', '梅园', '--account', room, '--out', file).status, 0);
    assert.equal(readFileSync(file).subarray(0, 5).toString(), '%PDF-');
    assert.ok(statSync(file).size > 5000);
  });

  for (const [what, args, told] of [
    [
      'an estate nobody knows',
      ['--estate', '桃园', '--out', 'OUT/a.pdf'],
      /estate=桃园; right=one of: 梅园/u,
    ],
    [
      'a room nobody knows',
      ['--estate', '梅园', '--account', '9-9-9', '--out', 'OUT/a.pdf'],
      /account=9-9-9; right=a room of the books/u,
    ],
    [
      'another ending',
      ['--estate', '梅园', '--out', 'OUT/a.txt'],
      /a name that ends in \.pdf or \.xlsx/u,
    ],
    [
      'a folder that is not there',
      ['--estate', '梅园', '--out', 'OUT/none/a.pdf'],
      /a folder to write into/u,
    ],
    ['no estate', ['--out', 'OUT/a.pdf'], /required option '--estate/u],
  ] as const) {
    it(`refuses ${what}, says so with status 2, and voids no code`, async () => {
      const [files, noted] = [readdirSync(out), await entries()];
      const { status, stdout, stderr } = codes(...args.map((one) => one.replace(/^OUT/u, out)));
      assert.match(stderr, told);
      assert.deepEqual([status, stdout], [2, '']);
      assert.deepEqual([readdirSync(out), await entries()], [files, noted]);
    });
  }
});
