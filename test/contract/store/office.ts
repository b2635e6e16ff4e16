import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'mocha';
import { AUDIT_ACTS } from '#ports/store/audit.ts';
import type { StaffMember } from '#ports/store/staff.ts';
import { NOON, afterNoon } from './home.ts';
import { type OpenStore, oneStore } from './opened.ts';

export function officeRules(open: OpenStore): void {
  describe('the office', () => {
    const store = oneStore(open);

    it('knows its staff by login, as they were last put', async () => {
      const member: StaffMember = {
        id: randomUUID(),
        login: `li-${randomUUID()}`,
        name: '小李',
        role: 'steward',
        passwordHash: 'argon2',
        estates: ['one', 'two'],
        mustChange: true,
        endedAt: null,
      };
      await store().write((tx) => tx.staff.put(member));
      const promoted = { ...member, role: 'manager', estates: [], mustChange: false } as const;
      await store().write((tx) => tx.staff.put(promoted));
      const [byId, byLogin, all] = await store().read(async ({ staff }) => [
        await staff.byId(member.id),
        await staff.byLogin(member.login),
        await staff.list(),
      ]);
      assert.deepEqual([byId, byLogin], [promoted, promoted]);
      assert.ok(Array.isArray(all) && all.some(({ id }) => id === member.id));
      await assert.rejects(
        store().write((tx) => tx.staff.put({ ...member, id: randomUUID() })),
        'a login is one person',
      );
    });

    it('remembers when a session was last used, and ends all of one colleague', async () => {
      const [mine, other] = [randomUUID(), randomUUID()];
      const sessionOf = (staffId: string) => ({
        tokenHash: randomUUID(),
        staffId,
        csrf: 'c',
        createdAt: NOON,
        seenAt: NOON,
        expiresAt: afterNoon(100),
      });
      const [one, two, theirs] = [sessionOf(mine), sessionOf(mine), sessionOf(other)];
      await store().write(async (tx) => {
        for (const id of [mine, other]) {
          const person = { id, login: id, name: '', passwordHash: '', role: 'service' } as const;
          await tx.staff.put({ ...person, estates: [], mustChange: false, endedAt: null });
        }
        for (const session of [one, two, theirs]) await tx.sessions.put(session);
        await tx.sessions.seen(theirs.tokenHash, afterNoon(50));
        await tx.sessions.endOf(mine);
      });
      const found = await store().read(async ({ sessions }) =>
        Promise.all([one, two, theirs].map(async ({ tokenHash }) => sessions.byHash(tokenHash))),
      );
      assert.deepEqual(found, [undefined, undefined, { ...theirs, seenAt: afterNoon(50) }]);
    });

    it('ends sessions by hand and by time', async () => {
      const staffId = randomUUID();
      const session = (expires: number) => ({
        tokenHash: randomUUID(),
        staffId,
        csrf: 'c',
        createdAt: NOON,
        seenAt: NOON,
        expiresAt: afterNoon(expires),
      });
      const [short, long, left] = [session(10), session(20), session(20)];
      await store().write(async (tx) => {
        const person = { id: staffId, login: staffId, name: '', passwordHash: '' };
        const state = { mustChange: false, endedAt: null } as const;
        await tx.staff.put({ ...person, ...state, role: 'service', estates: [] });
        for (const one of [short, long, left]) await tx.sessions.put(one);
        await tx.sessions.end(left.tokenHash);
        await tx.sessions.endExpired(afterNoon(10));
      });
      const found = await store().read(async ({ sessions }) => [
        await sessions.byHash(short.tokenHash),
        await sessions.byHash(long.tokenHash),
        await sessions.byHash(left.tokenHash),
      ]);
      assert.deepEqual(found, [undefined, long, undefined]);
    });
  });

  describe('the audit', () => {
    const store = oneStore(open);

    it('keeps what colleagues did in order, and is read a page at a time, newest first', async () => {
      const subject = randomUUID();
      const entry = (after: string) => ({
        at: NOON,
        actor: 'admin',
        act: 'role-changed' as const,
        subject,
        before: 'service',
        after,
        reason: '升任',
      });
      for (const after of ['steward', 'manager', 'legal']) {
        await store().write((tx) => tx.audit.append(entry(after)));
      }
      const page = await store().read((tx) => tx.audit.newest(2, Infinity));
      assert.deepEqual(
        page.map(({ seq: _seq, ...rest }) => rest),
        [entry('legal'), entry('manager')],
      );
      const [next] = await store().read((tx) => tx.audit.newest(1, page.at(-1)?.seq ?? 0));
      assert.equal(next?.after, 'steward');
    });

    it('keeps every act it has a word for, somebody unknown too', async () => {
      const subject = randomUUID();
      const about = { at: NOON, actor: null, subject, before: null, after: null, reason: null };
      await store().write(async ({ audit }) => {
        for (const act of AUDIT_ACTS) await audit.append({ ...about, act });
      });
      const kept = await store().read((tx) => tx.audit.newest(AUDIT_ACTS.length, Infinity));
      assert.deepEqual(kept.map(({ act }) => act).toReversed(), [...AUDIT_ACTS]);
      assert.ok(kept.every((entry) => entry.actor === null && entry.subject === subject));
      assert.ok(kept.every(({ seq }, n) => n === 0 || seq < (kept[n - 1]?.seq ?? 0)));
    });

    it('keeps nothing of an act that failed', async () => {
      const subject = randomUUID();
      const entry = { at: NOON, actor: 'li', subject, before: null, after: null, reason: null };
      const failing = store().write(async (tx) => {
        await tx.audit.append({ ...entry, act: 'export' });
        throw new Error('the file could not be written');
      });
      await assert.rejects(failing, /could not be written/u);
      const [newest] = await store().read((tx) => tx.audit.newest(1, Infinity));
      assert.notEqual(newest?.subject, subject);
    });
  });

  describe('tries at the door', () => {
    const store = oneStore(open);

    it('are counted by key until they are forgotten or old', async () => {
      const [key, other] = [randomUUID(), randomUUID()];
      const tries = { count: 3, until: afterNoon(10) };
      await store().write(async (tx) => {
        await tx.loginTries.put(key, { ...tries, count: 2 });
        await tx.loginTries.put(key, tries);
        await tx.loginTries.put(other, { count: 1, until: afterNoon(20) });
        await tx.loginTries.forget(other);
      });
      const read = async (one: string) => store().read((tx) => tx.loginTries.byKey(one));
      assert.deepEqual([await read(key), await read(other)], [tries, undefined]);
      await store().write((tx) => tx.loginTries.forgetExpired(afterNoon(10)));
      assert.equal(await read(key), undefined);
    });
  });

  describe('documents', () => {
    const store = oneStore(open);
    const get = async (key: string) => store().read((tx) => tx.documents.get(key));
    const set = async (key: string, value: string, expected: number | null) =>
      store().write((tx) => tx.documents.compareAndSet(key, value, expected));

    it('are written only over the version that was read', async () => {
      const key = randomUUID();
      assert.equal(await get(key), undefined);
      assert.equal(await set(key, 'first', 1), false);
      assert.equal(await set(key, 'first', null), true);
      const first = await get(key);
      assert.equal(await set(key, 'again', null), false);
      assert.ok(first);
      const writers = await Promise.all(
        ['a', 'b', 'c', 'd', 'e'].map(async (value) => set(key, value, first.etag)),
      );
      assert.equal(writers.filter(Boolean).length, 1);
      const second = await get(key);
      assert.notEqual(second?.etag, first.etag);
      assert.equal(second?.value, ['a', 'b', 'c', 'd', 'e'][writers.indexOf(true)]);
    });

    it('can be deleted, alone and all that begin alike', async () => {
      const name = randomUUID();
      for (const key of [`${name}:1`, `${name}:\u{1F3E0}`, `${name}2:1`, `${name}`]) {
        await set(key, 'x', null);
      }
      const remove = async (key: string) => store().write((tx) => tx.documents.delete(key));
      assert.deepEqual([await remove(`${name}:1`), await remove(`${name}:1`)], [true, false]);
      await set(`${name}:%`, 'x', null);
      await store().write((tx) => tx.documents.clear(`${name}:`));
      const left = await Promise.all(
        [`${name}:%`, `${name}:\u{1F3E0}`, `${name}2:1`, name].map(async (key) => get(key)),
      );
      assert.deepEqual(
        left.map((document) => document !== undefined),
        [false, false, true, true],
      );
    });
  });
}
