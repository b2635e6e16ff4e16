import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { identityRequests } from '#console/identity-api.ts';
import { type Console, MORNING, openConsole } from './open-console.ts';

describe('who is who, in the console', () => {
  let desk: Console;
  beforeEach(async () => {
    desk = await openConsole();
    const { estate, conversation } = desk.plum;
    await desk.store.write(async (tx) => {
      const contact = await tx.contacts.ensure('wechat', 'who', '小李', 'zh-CN', MORNING);
      const theirs = await tx.conversations.ensure(estate.id, contact.id, null, MORNING);
      assert.notEqual(theirs.id, conversation.id);
      await tx.identityRequests.put({
        id: 'request',
        estateId: estate.id,
        contactId: contact.id,
        conversationId: theirs.id,
        room: '3-2-1101',
        name: '李四',
        lastFour: '9999',
        openedAt: MORNING,
        closedAt: null,
        end: null,
        staffId: null,
        reason: null,
      });
    });
  });
  afterEach(async () => desk.close());

  it('lists what the resident wrote beside what the books say, with the number masked', async () => {
    const browser = await desk.signIn('chen');
    const { json } = await browser.get('/api/estates/plum/identity-requests');
    const [item] = identityRequests.parse(json).items;
    assert.deepEqual(
      [item?.roomKnown, item?.nameMatches, item?.phone, item?.phoneOnFile, item?.held],
      [true, true, 'differs', '138****8000', true],
    );
  });

  it('binds who was approved, once, and keeps the reason', async () => {
    const browser = await desk.signIn('chen');
    const approve = async () =>
      browser.post('/api/identity-requests/request/approve', { reason: '看过身份证' });
    assert.equal((await approve()).status, 200);
    assert.equal((await approve()).status, 409);
    const { household } = desk.plum;
    const bindings = await desk.store.read((tx) => tx.bindings.to(household.id));
    assert.equal(bindings.filter(({ level }) => level === 'verified').length, 2);
    const request = await desk.store.read((tx) => tx.identityRequests.byId('request'));
    assert.deepEqual(
      [request?.end, request?.staffId, request?.reason],
      ['approved', 'chen', '看过身份证'],
    );
  });

  it('does not show another estate its requests, and decides nothing there', async () => {
    const browser = await desk.signIn('wang');
    assert.equal((await browser.get('/api/estates/plum/identity-requests')).status, 404);
    const refuse = await browser.post('/api/identity-requests/request/refuse', {
      reason: '不认识',
    });
    assert.equal(refuse.status, 404);
  });

  it('shows a full number to whoever says why, and writes down who, when and why', async () => {
    const browser = await desk.signIn('chen');
    const url = `/api/conversations/${desk.plum.conversation.id}/reveal-phone`;
    assert.equal((await browser.post(url, {})).status, 400);
    const { status, json } = await browser.post(url, { reason: '打电话核对' });
    assert.deepEqual([status, json], [200, { phone: '13800138000' }]);
    const entries = await desk.store.read((tx) => tx.ledger.ofHousehold(desk.plum.household.id));
    const [reveal] = entries.filter(({ type }) => type === 'reveal');
    const notes = await desk.store.read((tx) => tx.notes.of(desk.plum.conversation.id));
    const note = notes.find(({ text }) => text === '打电话核对');
    assert.deepEqual(JSON.parse(reveal?.body ?? ''), {
      note: note?.id,
      staff: 'chen',
      what: 'phone',
    });
  });
});
