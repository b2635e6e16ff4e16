import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { refusal } from '#console/api.ts';
import { Fault } from '#errors';
import { type Browser, type Console, PASSWORD, ask, openConsole } from './open-console.ts';

describe('what the service answers', () => {
  let desk: Console;
  let chen: Browser;
  let note: string;
  beforeEach(async () => {
    desk = await openConsole();
    chen = await desk.signIn('chen');
    note = `/api/conversations/${desk.plum.conversation.id}/note`;
  });
  afterEach(async () => desk.close());

  it('to something broken is a code: no stack, no path, nobody’s words', async () => {
    desk.staff.note.rejects(new Error('secret of /srv/data/nuancui.db'));
    const { status, json, body } = await chen.post(note, { text: '备注' });
    assert.deepEqual([status, json], [500, { code: 'BROKEN' }]);
    assert.doesNotMatch(body, /secret|srv|at /u);
    assert.equal(desk.reported.length, 1);
  });

  it('to a fault is its own code, with a status that says whether to try again', async () => {
    const faults = [
      ['STORE_BUSY', 503],
      ['STATE_CONFLICT', 409],
      ['INPUT_INVALID', 400],
      ['STORE_FAILED', 500],
    ] as const;
    for (const [code, expected] of faults) {
      desk.staff.note.rejects(new Fault(code, { file: '/srv/data/nuancui.db' }));
      const { status, json } = await chen.post(note, { text: '备注' });
      assert.deepEqual([status, json], [expected, { code }]);
    }
    assert.equal(desk.reported.length, 1);
  });

  it('to what does not fit the contract is where it does not', async () => {
    const wrong = [{}, { text: '' }, { text: '   ' }, { text: 'x'.repeat(2001) }, { text: 5 }];
    for (const body of [...wrong, { text: 'x', sendToResident: true }]) {
      const { status, json } = await chen.post(note, body);
      assert.equal(status, 400);
      assert.equal(refusal.parse(json).code, 'BAD_REQUEST');
    }
    assert.equal(desk.staff.note.callCount, 0);
  });

  it('to a body that is no JSON, or poisoned, or far too large, is a refusal', async () => {
    const headers = {
      cookie: chen.cookie,
      'x-csrf-token': chen.csrf,
      'content-type': 'application/json',
    };
    const send = async (payload: string) =>
      ask(desk.server, { method: 'POST', url: note, headers, payload });
    for (const payload of ['{', 'null', '[]', '"text"', '{"__proto__":{"text":"x"}}']) {
      const { status, json } = await send(payload);
      assert.equal(status, 400, payload);
      assert.equal(refusal.parse(json).code, 'BAD_REQUEST');
    }
    const large = await send(JSON.stringify({ text: 'x'.repeat(10 * 1024 * 1024) }));
    assert.deepEqual([large.status, large.json], [413, { code: 'TOO_LARGE' }]);
  });

  it('to a form that another site could post is a refusal', async () => {
    const headers = { cookie: chen.cookie, 'x-csrf-token': chen.csrf };
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      const sent = { ...headers, 'content-type': type };
      const request = { method: 'POST', url: note, headers: sent, payload: 'text=x' } as const;
      const { status } = await ask(desk.server, request);
      assert.ok(status === 400 || status === 415);
    }
  });

  it('to an unknown way of the service is that there is none', async () => {
    const answer = await chen.get('/api/nothing');
    assert.deepEqual([answer.status, answer.json], [404, { code: 'NOT_FOUND' }]);
  });

  it('is never kept by a browser or a proxy', async () => {
    const { headers } = await chen.get('/api/me');
    assert.equal(headers['cache-control'], 'no-store');
  });

  it('carries a policy under which a page loads and runs nothing but its own files', async () => {
    for (const url of ['/', '/simulator', '/api/me', '/api/nothing']) {
      const policy = String((await chen.get(url)).headers['content-security-policy']);
      assert.match(policy, /default-src 'self'/u);
      assert.match(policy, /frame-ancestors 'none'/u);
      assert.doesNotMatch(policy, /unsafe|http|\*|data:/u);
    }
  });

  it('to a browser is the console at every address but the simulator’s', async () => {
    const page = async (url: string) =>
      ask(desk.server, { method: 'GET', url, headers: { accept: 'text/html' } });
    assert.match((await page('/')).body, /console/u);
    assert.match((await page('/simulator')).body, /simulator/u);
    assert.match((await page('/somewhere')).body, /console/u);
    assert.equal((await page('/api/somewhere')).status, 404);
  });

  it('never shows a file from outside of the pages', async () => {
    for (const url of ['/../package.json', '/..%2fpackage.json', '/%2e%2e/package.json', '/.env']) {
      const { body } = await ask(desk.server, { method: 'GET', url });
      assert.doesNotMatch(body, /nuancui/u);
    }
  });
});

describe('a service whose pages are not built', () => {
  it('says how to build them, and serves all the rest', async () => {
    const desk = await openConsole({ webRoot: '/nowhere' });
    try {
      for (const url of ['/', '/simulator']) {
        const { status, body } = await ask(desk.server, { method: 'GET', url });
        assert.equal(status, 503);
        assert.match(body, /npm run build/u);
      }
      const payload = { login: 'chen', password: PASSWORD };
      const { status } = await ask(desk.server, { method: 'POST', url: '/api/login', payload });
      assert.equal(status, 200);
    } finally {
      await desk.close();
    }
  });
});
