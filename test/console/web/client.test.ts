import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import sinon from 'sinon';
import { z } from 'zod';
import { ask, type Wire } from '#console/web/service/client.ts';

const greeting = z.object({ hello: z.string() });

function wireTo(answer: () => Promise<Response>) {
  const fetch = sinon.fake(async (_path: string | URL | Request, _init?: RequestInit) => answer());
  const reached = sinon.fake();
  const signedOut = sinon.fake();
  const wire: Wire = { fetch, csrf: () => 'token', reached, signedOut };
  return { wire, fetch, reached, signedOut };
}

const json =
  (body: unknown, status = 200) =>
  async () =>
    Response.json(body, { status });

describe('A request of the pages', () => {
  it('gives what the contract promises', async () => {
    const { wire, fetch, reached } = wireTo(json({ hello: 'you', more: 1 }));
    const answer = await ask(wire, 'GET', '/api/x', greeting);
    assert.deepEqual(answer, { ok: true, value: { hello: 'you' } });
    assert.deepEqual(fetch.firstCall.args[1], { method: 'GET', credentials: 'same-origin' });
    assert.ok(reached.calledOnceWithExactly(true));
  });

  it('shows with every change that it comes from our own page', async () => {
    const { wire, fetch } = wireTo(json({ hello: 'you' }));
    await ask(wire, 'POST', '/api/x', greeting, { text: 'hi' });
    const sent = fetch.firstCall.args[1] ?? {};
    const headers = new Headers(sent.headers);
    assert.equal(headers.get('x-csrf-token'), 'token');
    assert.equal(headers.get('content-type'), 'application/json');
    assert.equal(sent.body, '{"text":"hi"}');
  });

  it('sends a form as a form', async () => {
    const { wire, fetch } = wireTo(json({ hello: 'you' }));
    const form = new FormData();
    await ask(wire, 'POST', '/api/x', greeting, form);
    const sent = fetch.firstCall.args[1] ?? {};
    assert.equal(sent.body, form);
    assert.equal(new Headers(sent.headers).get('content-type'), null);
  });

  it('gives the code of a refusal with its details', async () => {
    const { wire } = wireTo(json({ code: 'TAKEN', takenBy: 'Wang' }, 409));
    assert.deepEqual(await ask(wire, 'POST', '/api/x', greeting), {
      ok: false,
      refused: { code: 'TAKEN', takenBy: 'Wang' },
    });
  });

  it('says so when the session has ended', async () => {
    const { wire, signedOut } = wireTo(json({ code: 'SIGNED_OUT' }, 401));
    await ask(wire, 'GET', '/api/x', greeting);
    assert.ok(signedOut.calledOnce);
  });

  it('tells a dead line from an answer it cannot read', async () => {
    const dead = wireTo(async () => Promise.reject(new TypeError('failed to fetch')));
    const lost = await ask(dead.wire, 'GET', '/api/x', greeting);
    assert.deepEqual(lost, { ok: false, refused: { code: 'NETWORK' } });
    assert.ok(dead.reached.calledOnceWithExactly(false));

    const odd = wireTo(json({ goodbye: 1 }));
    const unread = await ask(odd.wire, 'GET', '/api/x', greeting);
    assert.deepEqual(unread, { ok: false, refused: { code: 'UNREADABLE' } });

    const proxy = wireTo(async () => new Response('<html>', { status: 502 }));
    const refused = await ask(proxy.wire, 'GET', '/api/x', greeting);
    assert.deepEqual(refused, { ok: false, refused: { code: 'HTTP_502' } });
  });
});
