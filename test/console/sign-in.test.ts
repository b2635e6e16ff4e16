import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { isPassword } from '#console/server/password.ts';
import { signedIn } from '#console/api.ts';
import { countTry } from '#console/server/login-tries.ts';
import { HOUR_MS, MINUTE_MS } from '#domain/time.ts';
import type { Tx } from '#ports/store/store.ts';
import { type Console, PASSWORD, ask, openConsole } from './open-console.ts';

describe('signing in', () => {
  let desk: Console;
  beforeEach(async () => {
    desk = await openConsole();
  });
  afterEach(async () => desk.close());

  const login = async (name: string, password: string) =>
    ask(desk.server, { method: 'POST', url: '/api/login', payload: { login: name, password } });

  it('tells who somebody is, for which estates they work, and gives the token for changes', async () => {
    const answer = await login('chen', PASSWORD);
    const told = signedIn.parse(answer.json);
    assert.equal(told.staff.name, '小陈');
    assert.deepEqual(told.estates.map(({ name }) => name).toSorted(), ['梅园', '桃园'].toSorted());
    assert.equal(told.simulator, true);
    assert.ok(told.csrf.length >= 20);
  });

  it('shows only the estates somebody works for', async () => {
    const { json } = await login('wang', PASSWORD);
    assert.deepEqual(
      signedIn.parse(json).estates.map(({ id }) => id),
      ['peach'],
    );
  });

  it('keeps the session in a cookie that scripts cannot read, and stores only its hash', async () => {
    const { headers } = await login('chen', PASSWORD);
    const cookie = String(headers['set-cookie']);
    assert.match(cookie, /HttpOnly/u);
    assert.match(cookie, /SameSite=Lax/u);
    assert.doesNotMatch(cookie, /Secure/u);
    const token = cookie.slice(cookie.indexOf('=') + 1, cookie.indexOf(';'));
    const stored = await desk.store.read((tx) => tx.sessions.byHash(token));
    assert.equal(stored, undefined);
  });

  it('answers a wrong password and an unknown login in the same words', async () => {
    const wrong = await login('chen', 'something else');
    const unknown = await login('nobody', 'something else');
    assert.equal(wrong.status, 401);
    assert.deepEqual(wrong.json, { code: 'WRONG_LOGIN' });
    assert.deepEqual([unknown.status, unknown.json], [wrong.status, wrong.json]);
  });

  it('lets a login rest after five failures, with the right password too, and then tries again', async () => {
    for (let n = 0; n < 5; n += 1) assert.equal((await login('chen', 'wrong')).status, 401);
    const sixth = await login('chen', PASSWORD);
    assert.deepEqual([sixth.status, sixth.json], [429, { code: 'TOO_MANY_TRIES' }]);
    assert.equal((await login('wang', PASSWORD)).status, 200);
    desk.clock.pass(16 * MINUTE_MS);
    assert.equal((await login('chen', PASSWORD)).status, 200);
  });

  it('counts tries that come all at once', async () => {
    const many = await Promise.all(Array.from({ length: 10 }, async () => login('chen', 'wrong')));
    const statuses = many.map(({ status }) => status).toSorted((a, b) => a - b);
    assert.deepEqual(statuses, [...Array(5).fill(401), ...Array(5).fill(429)]);
  });

  it('forgets failures once the password was right', async () => {
    for (let n = 0; n < 4; n += 1) await login('chen', 'wrong');
    assert.equal((await login('chen', PASSWORD)).status, 200);
    assert.equal((await login('chen', 'wrong')).status, 401);
    assert.equal((await login('chen', PASSWORD)).status, 200);
  });

  it('slows down who tries many logins', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 21; n += 1) {
      statuses.push((await login(`nobody-${n}`, '')).status);
    }
    assert.equal(statuses.at(-1), 429);
  });

  it('ends a session by signing out, for every copy of the cookie', async () => {
    const browser = await desk.signIn('chen');
    assert.equal((await browser.get('/api/me')).status, 200);
    const out = await browser.post('/api/logout');
    assert.deepEqual(out.json, { ok: true });
    const after = await browser.get('/api/me');
    assert.deepEqual([after.status, after.json], [401, { code: 'SIGNED_OUT' }]);
  });

  it('ends a session by itself when nothing was done for eight hours', async () => {
    const browser = await desk.signIn('chen');
    for (let n = 0; n < 2; n += 1) {
      desk.clock.pass(7 * HOUR_MS);
      assert.equal((await browser.get('/api/me')).status, 200);
    }
    desk.clock.pass(8 * HOUR_MS);
    assert.equal((await browser.get('/api/me')).status, 401);
  });

  it('ends a session after a day, whatever is done', async () => {
    const browser = await desk.signIn('chen');
    for (let hour = 0; hour < 23; hour += 1) {
      desk.clock.pass(HOUR_MS);
      assert.equal((await browser.get('/api/me')).status, 200);
    }
    desk.clock.pass(HOUR_MS);
    assert.equal((await browser.get('/api/me')).status, 401);
  });

  it('gives a browser another session when it signs in again, and ends the one before', async () => {
    const before = await desk.signIn('chen');
    const payload = { login: 'chen', password: PASSWORD };
    const headers = { cookie: before.cookie };
    const request = { method: 'POST', url: '/api/login', payload, headers } as const;
    assert.equal((await ask(desk.server, request)).status, 200);
    assert.equal((await before.get('/api/me')).status, 401);
  });

  it('remembers failures over a restart', async () => {
    for (let n = 0; n < 5; n += 1) await login('chen', 'wrong');
    const server = await desk.restart();
    const payload = { login: 'chen', password: PASSWORD };
    const answer = await ask(server, { method: 'POST', url: '/api/login', payload });
    await server.close();
    assert.deepEqual([answer.status, answer.json], [429, { code: 'TOO_MANY_TRIES' }]);
  });

  it('lets an address rest that fails with ever other logins', async () => {
    const from = async (n: number, address: string): Promise<boolean> => {
      const count = async (tx: Tx) => countTry(tx, `nobody-${n}`, address, desk.clock.now());
      return (await desk.store.write(count)).admitted;
    };
    for (let n = 0; n < 50; n += 1) assert.equal(await from(n, '10.1.1.1'), true);
    assert.equal(await from(50, '10.1.1.1'), false);
    assert.equal(await from(50, '10.1.1.2'), true);
  });

  it('forgets a colleague who has left at once', async () => {
    const browser = await desk.signIn('wang');
    await desk.store.write(async (tx) => {
      const wang = await tx.staff.byId('wang');
      if (wang) await tx.staff.put({ ...wang, estates: ['plum'] });
    });
    assert.equal((await browser.get('/api/estates/peach/conversations')).status, 404);
    assert.equal((await browser.get('/api/estates/plum/conversations')).status, 200);
  });

  it('checks a password against nobody without being right', async () => {
    assert.equal(await isPassword(undefined, PASSWORD), false);
    assert.equal(await isPassword('not a hash', PASSWORD), false);
  });
});

describe('signing in over https', () => {
  it('binds the cookie to this host and asks browsers to stay with https', async () => {
    const desk = await openConsole({ secure: true });
    try {
      const payload = { login: 'chen', password: PASSWORD };
      const { headers } = await ask(desk.server, { method: 'POST', url: '/api/login', payload });
      const cookie = String(headers['set-cookie']);
      assert.match(cookie, /^__Host-nuancui=/u);
      assert.match(cookie, /; Secure/u);
      assert.match(cookie, /; Path=\//u);
      assert.doesNotMatch(cookie, /Domain/u);
      assert.ok(headers['strict-transport-security']);

      const browser = await desk.signIn('chen');
      const out = await browser.post('/api/logout');
      assert.match(String(out.headers['set-cookie']), /^__Host-nuancui=;.*Secure/u);
    } finally {
      await desk.close();
    }
  });
});
