import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { auditList, colleagueList, hired } from '#console/colleague-api.ts';
import { signedIn } from '#console/api.ts';
import { type Browser, type Console, PASSWORD, openConsole } from './open-console.ts';

const OWN = 'Zhe4 shi-wo de';

describe('colleagues', () => {
  let desk: Console;
  let head: Browser;
  beforeEach(async () => {
    desk = await openConsole();
    await desk.store.write(async (tx) => {
      const one = await tx.staff.byId('admin');
      if (one) await tx.staff.put({ ...one, id: 'head', login: 'head', name: '总管', estates: [] });
    });
    head = await desk.signIn('head');
  });
  afterEach(async () => desk.close());

  const listed = async (browser: Browser) =>
    colleagueList.parse((await browser.get('/api/staff')).json).items;
  const acts = async () => {
    const { items } = auditList.parse((await head.get('/api/audit')).json);
    return items.map(({ act, actor, subject, reason }) => [act, actor, subject, reason]);
  };

  it('are added with a password for once, which opens nothing but choosing an own one', async () => {
    const li = { login: 'li', name: '小李', role: 'service', estates: ['peach'] };
    const { password } = hired.parse((await head.post('/api/staff', li)).json);
    const first = await desk.signIn('li', password);
    assert.equal(signedIn.parse((await first.get('/api/me')).json).staff.mustChange, true);
    const shut = await first.get('/api/estates/peach/conversations');
    assert.deepEqual([shut.status, shut.json], [403, { code: 'PASSWORD_FOR_ONCE' }]);
    const chosen = await first.post('/api/password', { old: password, password: OWN });
    assert.equal(chosen.status, 200);
    assert.equal((await first.get('/api/me')).status, 401, 'the session before is over');
    const li2 = await desk.signIn('li', OWN);
    assert.equal((await li2.get('/api/estates/peach/conversations')).status, 200);
    assert.equal((await desk.tryIn('li', password)).status, 401);
    const again = await head.post('/api/staff', li);
    assert.deepEqual([again.status, again.json], [409, { code: 'LOGIN_TAKEN' }]);
  });

  it('choose no password that is short, common or the old one', async () => {
    const wang = await desk.signIn('wang');
    const choose = async (password: string, old = PASSWORD) =>
      (await wang.post('/api/password', { old, password })).json;
    assert.deepEqual(await choose('kurz'), { code: 'PASSWORD_SHORT' });
    for (const common of [
      '13800138000',
      '1990-01-01 08:00',
      'Password123',
      'woaini1314',
      'aaaaaaaaaaaa',
      'wangwangwang',
      'qwertyuiop',
    ]) {
      assert.deepEqual(await choose(common), { code: 'PASSWORD_COMMON' }, common);
    }
    assert.deepEqual(await choose(PASSWORD), { code: 'PASSWORD_SAME' });
    assert.deepEqual(await choose(OWN, 'not it'), { code: 'WRONG_PASSWORD' });
  });

  it('who leave are out at once and do not come back', async () => {
    const wang = await desk.signIn('wang');
    const left = await head.post('/api/staff/wang/end', { reason: '离职' });
    assert.deepEqual(left.json, { ok: true });
    assert.equal((await wang.get('/api/me')).status, 401);
    assert.equal((await desk.tryIn('wang', PASSWORD)).status, 401);
    const again = await head.post('/api/staff/wang/role', { role: 'legal', reason: '回来' });
    assert.deepEqual([again.status, again.json], [409, { code: 'ENDED' }]);
    assert.notEqual((await listed(head)).find(({ id }) => id === 'wang')?.endedAt, null);
  });

  it('work in another role or for other estates from the moment that is said', async () => {
    const before = await desk.signIn('wang');
    await head.post('/api/staff/wang/role', { role: 'legal', reason: '调岗' });
    assert.equal((await before.get('/api/me')).status, 401);
    const wang = await desk.signIn('wang');
    const { id } = desk.peach.conversation;
    assert.equal((await wang.get(`/api/conversations/${id}`)).status, 200);
    assert.equal((await wang.post(`/api/conversations/${id}/claim`)).status, 403);
    await head.post('/api/staff/wang/estates', { estates: ['plum'], reason: '调岗' });
    const moved = await desk.signIn('wang');
    assert.equal((await moved.get(`/api/conversations/${id}`)).status, 404);
    const unknown = { estates: ['nowhere'], reason: '调岗' };
    const answer = await head.post('/api/staff/wang/estates', unknown);
    assert.deepEqual([answer.status, answer.json], [409, { code: 'OUT_OF_REACH' }]);
  });

  it('cannot be left without anybody who administers', async () => {
    for (const [path, body] of [
      ['end', {}],
      ['role', { role: 'service' }],
      ['estates', { estates: ['plum'] }],
    ] as const) {
      const answer = await head.post(`/api/staff/head/${path}`, { ...body, reason: '试试' });
      assert.deepEqual([answer.status, answer.json], [409, { code: 'LAST_ADMIN' }], path);
    }
  });

  it('of other estates do not exist for who administers some', async () => {
    const local = await desk.signIn('admin');
    const logins = (await listed(local)).map(({ login }) => login);
    assert.ok(logins.includes('wang') && !logins.includes('chen') && !logins.includes('head'));
    assert.equal((await local.post('/api/staff/chen/end', { reason: '越权' })).status, 404);
    const everywhere = { login: 'spy', name: '内线', role: 'manager', estates: [] };
    assert.deepEqual((await local.post('/api/staff', everywhere)).json, { code: 'OUT_OF_REACH' });
    const { items } = auditList.parse((await local.get('/api/audit')).json);
    assert.deepEqual(
      items.map(({ act, actor }) => [act, actor]),
      [['sign-in', 'admin']],
    );
  });

  it('leave a record of what they did, without what was typed at the door', async () => {
    await desk.tryIn('wang', 'wrong');
    await desk.tryIn('my password by mistake', 'wrong');
    await head.post('/api/staff/wang/reset-password', { reason: '忘了密码' });
    assert.deepEqual(await acts(), [
      ['password-reset', '总管', '小王', '忘了密码'],
      ['sign-in-failed', null, 'unknown', null],
      ['sign-in-failed', '小王', '小王', null],
      ['sign-in', '总管', '总管', null],
    ]);
    const { body } = await head.get('/api/audit');
    assert.doesNotMatch(body, /by mistake|argon2/u);
  });

  it('sign out everywhere with one click', async () => {
    const [here, there] = [await desk.signIn('wang'), await desk.signIn('wang')];
    await here.post('/api/logout-everywhere');
    assert.equal((await there.get('/api/me')).status, 401);
  });
});
