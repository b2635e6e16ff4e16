import assert from 'node:assert/strict';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { HOUR_MS, MINUTE_MS } from '#domain/time.ts';
import { type Browser, type Console, openConsole } from './open-console.ts';

describe('live updates', () => {
  let desk: Console;
  let address: string;
  beforeEach(async () => {
    desk = await openConsole();
    address = await desk.server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterEach(async () => desk.close());

  async function listen(browser: Browser) {
    const stop = new AbortController();
    const headers = { cookie: browser.cookie };
    const response = await fetch(`${address}/api/events`, { headers, signal: stop.signal });
    assert.ok(response.body);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    return {
      response,
      /** The next whole event or sign of life; undefined at the end. */
      async next(): Promise<string | undefined> {
        while (!text.includes('\n\n')) {
          const { done, value } = await reader.read();
          if (done) return undefined;
          text += value;
        }
        const end = text.indexOf('\n\n');
        const event = text.slice(0, end);
        text = text.slice(end + 2);
        return event;
      },
      leave: () => stop.abort(),
    };
  }

  it('begin with a sign of life and tell ids, nothing else', async () => {
    const { response, next } = await listen(await desk.signIn('chen'));
    assert.equal(response.headers.get('content-type'), 'text/event-stream');
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'self'/u);
    assert.equal(await next(), ': here');
    const { id } = desk.plum.conversation;
    desk.hint({ topic: 'conversation', id });
    assert.equal(await next(), `data: ${JSON.stringify({ topic: 'conversation', id })}`);
  });

  it('keep from a colleague what happens in estates of others', async () => {
    const { next } = await listen(await desk.signIn('wang'));
    await next();
    desk.hint({ topic: 'conversation', id: desk.plum.conversation.id });
    desk.hint({ topic: 'queue', id: 'plum' });
    desk.hint({ topic: 'simulator', id: desk.plum.contact });
    desk.hint({ topic: 'simulator', id: 'nobody' });
    desk.hint({ topic: 'conversation', id: desk.peach.conversation.id });
    desk.hint({ topic: 'wave', id: 'peach' });
    desk.hint({ topic: 'simulator', id: desk.peach.contact });
    const { conversation, contact } = desk.peach;
    const told = [await next(), await next(), await next()];
    assert.deepEqual(
      told.map((event) => event?.slice('data: '.length)).toSorted(),
      [
        JSON.stringify({ topic: 'conversation', id: conversation.id }),
        JSON.stringify({ topic: 'wave', id: 'peach' }),
        JSON.stringify({ topic: 'simulator', id: contact }),
      ].toSorted(),
    );
  });

  it('show while nothing happens that they live', async () => {
    const { next } = await listen(await desk.signIn('chen'));
    await next();
    desk.clock.pass(MINUTE_MS);
    assert.equal(await next(), ': here');
  });

  it('end with the session', async () => {
    const { next } = await listen(await desk.signIn('chen'));
    await next();
    desk.clock.pass(9 * HOUR_MS);
    assert.equal(await next(), undefined);
  });

  it('end when somebody signs out elsewhere', async () => {
    const chen = await desk.signIn('chen');
    const { next } = await listen(chen);
    await next();
    await chen.post('/api/logout');
    desk.clock.pass(MINUTE_MS);
    assert.equal(await next(), undefined);
  });

  it('end with the service, which does not wait for them, and leave nothing behind', async () => {
    const { next } = await listen(await desk.signIn('chen'));
    await next();
    assert.equal(desk.listeners.size, 1);
    await desk.server.close();
    assert.equal(await next(), undefined);
    assert.equal(desk.listeners.size, 0);
    assert.equal(desk.clock.waiting, 0);
  });

  it('forget a page that went away', async () => {
    const { next, leave } = await listen(await desk.signIn('chen'));
    await next();
    leave();
    while (desk.listeners.size > 0) await turnOfTheLoop();
    assert.equal(desk.clock.waiting, 0);
  });
});
