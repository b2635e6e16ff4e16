import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { type Browser, type Console, ask, openConsole } from './open-console.ts';

interface Way {
  readonly method: 'GET' | 'POST';
  readonly url: string;
}

describe('the door of the service', () => {
  let desk: Console;
  let wang: Browser;
  let ways: Way[];
  /** Ways that lead into the estate where the colleague does not work. */
  let foreign: Way[];

  before(async () => {
    desk = await openConsole();
    wang = await desk.signIn('wang');
    const { estate, conversation, contact } = desk.plum;
    const ofConversation = `/api/conversations/${conversation.id}`;
    const ofPhone = `/api/simulator/residents/${encodeURIComponent(contact)}`;
    const get = (url: string): Way => ({ method: 'GET', url });
    const post = (url: string): Way => ({ method: 'POST', url });
    foreign = [
      get(`/api/estates/${estate.id}/conversations`),
      get(ofConversation),
      get(`${ofConversation}/card`),
      ...['claim', 'take-over', 'reply', 'note', 'hand-back', 'resolve'].map((act) =>
        post(`${ofConversation}/${act}`),
      ),
      get(`/api/estates/${estate.id}/wave`),
      post(`/api/estates/${estate.id}/wave`),
      get(`/api/estates/${estate.id}/report?from=2026-11-01&to=2026-11-23`),
      get(ofPhone),
      ...['say', 'phone', 'media', 'payment'].map((act) => post(`${ofPhone}/${act}`)),
    ];
    ways = [
      ...foreign,
      get('/api/me'),
      post('/api/logout'),
      get('/api/events'),
      post('/api/imports/preview'),
      post('/api/imports/sample'),
      post('/api/imports/commit'),
      get('/api/simulator/residents'),
    ];
  });
  after(async () => desk.close());

  const bodies: Record<string, Record<string, unknown>> = {
    'take-over': { reason: '业主来办公室了' },
    reply: { text: '您好' },
    note: { text: '已电话联系' },
    'hand-back': { outcome: 'nothing-to-do' },
    resolve: { outcome: 'nothing-to-do' },
    wave: { households: ['anything'] },
    say: { text: '在吗' },
    phone: { text: '我来处理' },
    media: { kind: 'image' },
    payment: { amount: '1.00' },
  };
  const bodyOf = ({ url }: Way) => bodies[url.split('/').at(-1) ?? ''] ?? {};

  it('is shut on every way for who is not signed in', async () => {
    for (const way of ways) {
      const payload = way.method === 'POST' ? bodyOf(way) : undefined;
      const answer = await ask(desk.server, { ...way, ...(payload && { payload }) });
      assert.deepEqual(
        [way.url, answer.status, answer.json],
        [way.url, 401, { code: 'SIGNED_OUT' }],
      );
    }
  });

  it('is shut for a cookie that somebody made up', async () => {
    const headers = { cookie: 'nuancui=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' };
    for (const way of ways.filter(({ method }) => method === 'GET')) {
      assert.equal((await ask(desk.server, { ...way, headers })).status, 401, way.url);
    }
  });

  it('takes no change without the token of our own page', async () => {
    for (const way of ways.filter(({ method }) => method === 'POST')) {
      for (const token of [undefined, 'wrong', `${wang.csrf}x`]) {
        const headers = { cookie: wang.cookie, ...(token && { 'x-csrf-token': token }) };
        const answer = await ask(desk.server, { ...way, headers, payload: bodyOf(way) });
        assert.deepEqual([answer.status, answer.json], [403, { code: 'NOT_OUR_PAGE' }], way.url);
      }
    }
  });

  it('takes no change from the page of another site, and none from a page without a name', async () => {
    const cases: [string, number][] = [
      ['https://evil.example', 403],
      ['http://office.lan:81', 403],
      ['null', 403],
      ['nonsense', 403],
      ['http://office.lan:8080', 200],
    ];
    for (const [origin, status] of cases) {
      const sent = { cookie: wang.cookie, 'x-csrf-token': wang.csrf };
      const headers = { ...sent, origin, host: 'office.lan:8080' };
      const url = `/api/conversations/${desk.peach.conversation.id}/note`;
      desk.staff.note.resolves(true);
      const request = { method: 'POST', url, headers, payload: { text: '已电话联系' } } as const;
      assert.equal((await ask(desk.server, request)).status, status, origin);
    }
  });

  it('shows nothing of an estate where somebody does not work: it does not exist', async () => {
    for (const way of foreign) {
      const answer =
        way.method === 'GET' ? await wang.get(way.url) : await wang.post(way.url, bodyOf(way));
      assert.deepEqual(
        [way.url, answer.status, answer.json],
        [way.url, 404, { code: 'NOT_FOUND' }],
      );
    }
    for (const stub of [
      desk.staff.claim,
      desk.staff.reply,
      desk.acts.orderReminder,
      desk.phones.say,
    ]) {
      assert.equal(stub.callCount, 0);
    }
  });

  it('takes no household of another estate into a wave', async () => {
    const households = [desk.peach.household.id, desk.plum.household.id];
    const answer = await wang.post('/api/estates/peach/wave', { households });
    assert.equal(answer.status, 404);
    assert.equal(desk.acts.orderReminder.callCount, 0);
  });

  it('is open to whoever asks only whether the service lives', async () => {
    const { status, json } = await ask(desk.server, { method: 'GET', url: '/api/health' });
    assert.deepEqual([status, json], [200, { ok: true }]);
  });
});
