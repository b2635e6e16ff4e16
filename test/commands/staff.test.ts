import assert from 'node:assert/strict';
import { mkdtempSync, existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { openContent } from '#commands/open-house.ts';
import { isPassword } from '#console/server/password.ts';
import { instant } from '#domain/time.ts';
import type { Store } from '#ports/store/store.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import { nuancui } from './run-nuancui.ts';

describe('The command staff', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'nuancui-staff-'));
  const here = ['--data', folder] as const;
  const why = ['--reason', '岗位调整'] as const;

  async function look<T>(work: (store: Store) => Promise<T>): Promise<T> {
    const store = await openSqlite({ file: join(folder, 'nuancui.db') });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  }
  const member = async (login: string) =>
    look((store) => store.read((tx) => tx.staff.byLogin(login)));
  const everything = async () =>
    look((store) =>
      store.read(async (tx) => [await tx.staff.list(), await tx.audit.newest(1000, Infinity)]),
    );

  before(async () => {
    await look((store) =>
      store.write((tx) => tx.estates.put(openContent().estate({ id: 'plum', name: '梅园' }))),
    );
    assert.equal(nuancui('staff', 'add', 'admin', '--role', 'admin', ...here).status, 0);
  });
  after(() => rmSync(folder, { recursive: true }));

  it('employs somebody with a password that is shown once, stored as a hash and must be changed', async () => {
    const args = ['--role', 'steward', '--name', '李娜', '--estate', '梅园'];
    const { status, stdout, stderr } = nuancui('staff', 'add', 'li.na', ...args, ...here);
    assert.deepEqual([status, stderr], [0, '']);
    const [, password = ''] = /^li\.na: (\S+) \(shown this once/u.exec(stdout) ?? [];
    assert.equal(password.length, 17);
    const li = await member('li.na');
    assert.ok(li);
    assert.deepEqual([li.role, li.estates, li.mustChange], ['steward', ['plum'], true]);
    assert.match(li.passwordHash, /^\$argon2id\$/u);
    assert.ok(await isPassword(li.passwordHash, password));
    assert.ok(!JSON.stringify(await everything()).includes(password));
  });

  it('lists who works here, where, and who has left', () => {
    nuancui('staff', 'add', 'zhao', '--role', 'service', ...here);
    assert.equal(nuancui('staff', 'end', 'zhao', ...why, ...here).status, 0);
    const { status, stdout } = nuancui('staff', 'list', ...here);
    assert.equal(status, 0);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => line.split('\t'));
    assert.deepEqual(
      lines.map(([login, , role, where, state]) => [login, role, where, state]),
      [
        ['admin', 'admin', '*', 'password for once'],
        ['li.na', 'steward', '梅园', 'password for once'],
        ['zhao', 'service', '*', 'left'],
      ],
    );
  });

  it('changes role and estates, signs out who was signed in, and keeps the reason', async () => {
    const li = await member('li.na');
    const session = { tokenHash: 'token', staffId: li?.id ?? '', csrf: 'c' };
    const times = { createdAt: instant(1), seenAt: instant(1), expiresAt: instant(Date.now() * 2) };
    await look((store) => store.write((tx) => tx.sessions.put({ ...session, ...times })));
    assert.equal(nuancui('staff', 'role', 'li.na', 'manager', ...why, ...here).status, 0);
    assert.equal(nuancui('staff', 'estates', 'li.na', ...why, ...here).status, 0);
    const now = await member('li.na');
    assert.deepEqual([now?.role, now?.estates], ['manager', []]);
    await look((store) =>
      store.read(async (tx) => {
        assert.equal(await tx.sessions.byHash('token'), undefined);
        const [estates, role] = await tx.audit.newest(2, Infinity);
        assert.deepEqual(
          [estates, role].map((one) => [one?.act, one?.actor, one?.subject, one?.reason]),
          [
            ['estates-changed', 'command', li?.id, '岗位调整'],
            ['role-changed', 'command', li?.id, '岗位调整'],
          ],
        );
      }),
    );
  });

  it('gives another password for once, and the old one is worth nothing', async () => {
    const before_ = await member('li.na');
    const { status, stdout } = nuancui('staff', 'reset-password', 'li.na', ...why, ...here);
    assert.equal(status, 0);
    const [, password = ''] = /^li\.na: (\S+) /u.exec(stdout) ?? [];
    const now = await member('li.na');
    assert.notEqual(now?.passwordHash, before_?.passwordHash);
    assert.ok(now?.mustChange && (await isPassword(now.passwordHash, password)));
  });

  for (const [what, args, told] of [
    ['a role that is none', ['add', 'x.y', '--role', 'boss'], /role=boss; right=service \|/u],
    [
      'a login that is none',
      ['add', 'x y', '--role', 'service'],
      /login=x y; .*a login as li\.na/u,
    ],
    [
      'a login somebody has',
      ['add', 'li.na', '--role', 'service'],
      /login=li\.na; right=a login that nobody has/u,
    ],
    [
      'an estate nobody knows',
      ['add', 'x.y', '--role', 'service', '--estate', '桃园'],
      /estate=桃园/u,
    ],
    ['no role', ['add', 'x.y'], /required option '--role/u],
    [
      'a colleague nobody knows',
      ['end', 'nobody', ...why],
      /login=nobody; right=a login that "staff list" shows/u,
    ],
    ['a change without a reason', ['end', 'li.na'], /required option '--reason/u],
    [
      'the end of the last administrator',
      ['end', 'admin', ...why],
      /another administrator of every estate first/u,
    ],
    [
      'the last administrator in another role',
      ['role', 'admin', 'service', ...why],
      /another administrator/u,
    ],
    ['one who has left', ['reset-password', 'zhao', ...why], /a colleague who has not left/u],
    ['no such act', ['promote', 'li.na'], /unknown command/u],
  ] as const) {
    it(`refuses ${what}, says so with status 2, and changes nothing`, async () => {
      const before_ = await everything();
      const { status, stdout, stderr } = nuancui('staff', ...args, ...here);
      assert.match(stderr, told);
      assert.deepEqual([status, stdout], [2, '']);
      assert.deepEqual(await everything(), before_);
    });
  }

  it('refuses a folder without a store, and makes none there', () => {
    const none = join(folder, 'none');
    const { status, stderr } = nuancui('staff', 'list', '--data', none);
    assert.equal(status, 2);
    assert.match(stderr, /missing=nuancui\.db/u);
    assert.ok(!existsSync(none));
  });

  it('waits for nobody: while the service has the store, it says so and changes nothing', async () => {
    await look(async () => {
      const { status, stderr } = nuancui('staff', 'end', 'li.na', ...why, ...here);
      assert.equal(status, 2);
      assert.match(stderr, /another|busy|holds/iu);
    });
    assert.equal((await member('li.na'))?.endedAt, null);
  });
});
