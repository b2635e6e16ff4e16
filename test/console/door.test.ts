import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { type Browser, type Console, ask, openConsole } from './open-console.ts';

describe('the door of the service', () => {
  let desk: Console;
  let wang: Browser;

  before(async () => {
    desk = await openConsole();
    wang = await desk.signIn('wang');
  });
  after(async () => desk.close());

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

  it('lets a colleague take over from the bot, and only a manager from a colleague', async () => {
    const { id, epoch } = desk.peach.conversation;
    const path = `/api/conversations/${id}/take-over`;
    const reason = '业主来办公室了';
    desk.staff.takeOver.resolves({ ok: true, epoch: 1 });
    const clerk = await desk.signIn('service');
    assert.equal((await clerk.post(path, { reason })).status, 200);
    await desk.store.write((tx) => tx.conversations.changeOwner(id, epoch, 'staff', 'steward'));
    const answer = await clerk.post(path, { reason });
    assert.deepEqual([answer.status, answer.json], [403, { code: 'NOT_ALLOWED' }]);
    assert.equal((await (await desk.signIn('manager')).post(path, { reason })).status, 200);
  });

  it('takes no household of another estate into a wave', async () => {
    const households = [desk.peach.household.id, desk.plum.household.id];
    const answer = await wang.post('/api/estates/peach/waves', { households });
    assert.equal(answer.status, 404);
    assert.deepEqual(await desk.store.read((tx) => tx.waves.list('peach', 5)), []);
  });

  it('is open to whoever asks only whether the service lives', async () => {
    const { status, json } = await ask(desk.server, { method: 'GET', url: '/api/health' });
    assert.deepEqual([status, json], [200, { ok: true }]);
  });
});
