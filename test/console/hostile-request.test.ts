import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, describe, it } from 'mocha';
import { type Browser, type Console, ask, openConsole } from './open-console.ts';

describe('requests that mean no good', () => {
  let desk: Console;
  let chen: Browser;
  let port: number;
  before(async () => {
    desk = await openConsole();
    chen = await desk.signIn('chen');
    await desk.server.listen({ port: 0, host: '127.0.0.1' });
    const at = desk.server.server.address();
    port = isAddress(at) ? at.port : 0;
  });
  after(async () => desk.close());
  afterEach(async () => {
    assert.equal((await chen.get('/api/me')).status, 200, 'the service is unmoved');
    assert.deepEqual(desk.reported, []);
  });

  const note = () => `/api/conversations/${desk.peach.conversation.id}/note`;

  /** Sends a body as it is. */
  async function send(payload: string | Buffer, type = 'application/json', url = note()) {
    const headers = { cookie: chen.cookie, 'x-csrf-token': chen.csrf, 'content-type': type };
    const { status, json } = await ask(desk.server, { method: 'POST', url, headers, payload });
    return [status, json];
  }

  /** Talks to the port as no browser would. @returns everything that comes back. */
  async function raw(text: string): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (bytes) => (answer += bytes.toString()));
    socket.on('error', () => undefined);
    socket.write(text);
    await once(socket, 'close');
    return answer;
  }

  it('with a body that is none, poisoned, endless, too deep or of another kind are refused', async () => {
    const bad = [400, { code: 'BAD_REQUEST' }];
    assert.deepEqual(await send('{"text":'), bad);
    assert.deepEqual(await send('{"text":"a","__proto__":{"role":"admin"}}'), bad);
    assert.deepEqual(await send('{"text":"a","constructor":{"prototype":{"role":1}}}'), bad);
    assert.deepEqual(await send(`{"text":"${'a'.repeat(2 * 1024 * 1024)}"}`), [
      413,
      { code: 'TOO_LARGE' },
    ]);
    const deep = `{"text":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    assert.deepEqual(await send(deep), [400, { code: 'BAD_REQUEST', where: 'text' }]);
    for (const type of ['application/xml', 'text/html', 'application/x-www-form-urlencoded']) {
      assert.deepEqual(await send('<a/>', type), [415, { code: 'BAD_REQUEST' }], type);
    }
    assert.equal(Object.hasOwn(Object.prototype, 'role'), false);
    assert.equal(desk.staff.note.callCount, 0);
  });

  it('for files outside of the pages find nothing', async () => {
    for (const path of [
      '/../../package.json',
      '/..%2f..%2fpackage.json',
      '/%2e%2e/%2e%2e/package.json',
      '/..\\..\\package.json',
      '/%00',
      '//etc/passwd',
      '/.env',
    ]) {
      const answer = await raw(`GET ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`);
      assert.match(answer, /^HTTP\/1\.1 (?:400|403|404) /u, path);
      assert.doesNotMatch(answer, /root:|"dependencies"/u, path);
    }
  });

  it('with another method than a way has find nothing', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'] as const) {
      const answer = await raw(
        `${method} ${note()} HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncookie: ${chen.cookie}\r\n\r\n`,
      );
      assert.match(answer, /^HTTP\/1\.1 404 /u, method);
    }
  });

  it('that are no HTTP, or hide one in another, are closed', async () => {
    const smuggled =
      'POST /api/login HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n';
    for (const text of ['\x16\x03\x01\x02\x00', 'GET / HTTP/9.9\r\n\r\n', smuggled]) {
      assert.match(await raw(text), /^HTTP\/1\.1 400 .*\{"code":"BAD_REQUEST"\}$/su);
    }
    const bomb = `GET / HTTP/1.1\r\nhost: a\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`;
    assert.match(await raw(bomb), /^HTTP\/1\.1 431 .*\{"code":"TOO_LARGE"\}$/su);
    const long = `GET /api/conversations/${'a'.repeat(1000)} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`;
    assert.match(await raw(long), /^HTTP\/1\.1 4\d\d /u);
  });

  it('that come by drops do not hold a place for ever', () => {
    const { headersTimeout, requestTimeout, maxConnections } = desk.server.server;
    assert.ok(headersTimeout > 0 && headersTimeout <= 15_000);
    assert.ok(requestTimeout > 0 && requestTimeout <= 60_000);
    assert.ok(maxConnections > 0 && maxConnections <= 1000);
  });

  it('with a form of many parts, endless fields or no end are refused', async () => {
    const type = 'multipart/form-data; boundary=x';
    const url = '/api/imports/preview';
    const field = (name: string, value: string) =>
      `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const many = Array.from({ length: 50 }, (_none, n) => field(`f${n}`, 'a')).join('');
    const bodies = [`${many}--x--`, `${field('estate', 'a'.repeat(5000))}--x--`, '--x', ''];
    for (const body of bodies) {
      const [status] = await send(body, type, url);
      assert.ok(status === 400 || status === 413, `${body.slice(0, 20)} ${String(status)}`);
    }
    assert.equal(desk.acts.planImport.callCount, 0);
  });

  it('for live updates are limited for each session', async () => {
    const headers = { cookie: chen.cookie };
    const request = { method: 'GET', url: '/api/events', headers, payloadAsStream: true } as const;
    const answers = [];
    for (let n = 0; n < 9; n += 1) answers.push(await desk.server.inject(request));
    const statuses = answers.map(({ statusCode }) => statusCode);
    assert.deepEqual(statuses, [...Array(8).fill(200), 429]);
  });

  it('are answered with every header that keeps a page to itself', async () => {
    const { headers } = await ask(desk.server, { method: 'GET', url: '/' });
    assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/u);
    assert.doesNotMatch(String(headers['content-security-policy']), /unsafe|\*|data:/u);
    for (const [name, value] of [
      ['x-content-type-options', 'nosniff'],
      ['referrer-policy', 'no-referrer'],
      ['cross-origin-opener-policy', 'same-origin'],
      ['cross-origin-resource-policy', 'same-origin'],
      ['x-frame-options', 'DENY'],
    ]) {
      assert.equal(headers[name ?? ''], value, name);
    }
    assert.match(String(headers['permissions-policy']), /camera=\(\), microphone=\(\)/u);
  });
});

function isAddress(at: AddressInfo | string | null): at is AddressInfo {
  return typeof at === 'object' && at !== null;
}
