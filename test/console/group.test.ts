import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { estateGroup, freshCode, ownWechat } from '#console/group-api.ts';
import type { Channel } from '#ports/channel.ts';
import { holdThings } from './held-things.ts';
import { type Console, MORNING, openConsole } from './open-console.ts';

const capabilities = {
  proactive: true,
  recall: false,
  menus: false,
  media: true,
  maxBytes: 4000,
};

/** A way to residents of which nothing but its name and what it can is asked. */
function way(name: string, rooms: boolean): Channel {
  return {
    name,
    capabilities: { ...capabilities, ...(rooms && { rooms }) },
    health: () => 'ready',
    start: async () => undefined,
    stop: async () => undefined,
    canSend: () => ({ ok: false, reason: 'not-here' }),
    send: async () => ({ outcome: 'rejected', reason: 'not-here' }),
    fetchMedia: async () => ({ outcome: 'gone' }),
    recall: async () => false,
  };
}

describe('Colleagues in WeChat, in the console', () => {
  let desk: Console;

  beforeEach(async () => {
    desk = await openConsole({ channels: [way('wechat', true), way('wecom', false)] });
    for (const place of [desk.peach, desk.plum]) await holdThings(desk, place);
  });
  afterEach(async () => {
    assert.deepEqual(desk.reported, []);
    await desk.close();
  });

  /** A colleague’s WeChat, as if they had written their code. */
  async function bind(staffId: string): Promise<void> {
    await desk.store.write(async (tx) => {
      const { id } = await tx.contacts.ensure('wechat', `of ${staffId}`, '', 'zh-CN', MORNING);
      await tx.staffContacts.bind(id, 'wechat', staffId, MORNING);
    });
  }

  it('tells everybody a code for themselves, as the message to be written, and not a second time', async () => {
    const clerk = await desk.signIn('service');
    const told = freshCode.parse((await clerk.post('/api/me/wechat/code')).json);
    assert.match(told.message, /^#绑定 [2-9A-Z]{5}-[2-9A-Z]{5}$/u);
    assert.equal(told.expiresAt, MORNING + 15 * 60_000);
    assert.deepEqual(ownWechat.parse((await clerk.get('/api/me/wechat')).json).items, []);
    await bind('service');
    const bound = ownWechat.parse((await clerk.get('/api/me/wechat')).json);
    assert.deepEqual(bound.items, [{ channel: 'wechat', boundAt: MORNING }]);
    await clerk.post('/api/me/wechat/let-go');
    assert.deepEqual(ownWechat.parse((await clerk.get('/api/me/wechat')).json).items, []);
  });

  it('shows groups and bound colleagues of one’s own estates, and which ways have no groups', async () => {
    await bind('service');
    await bind('clerk-of-plum');
    const manager = await desk.signIn('manager');
    const seen = estateGroup.parse((await manager.get('/api/estates/peach/group')).json);
    assert.deepEqual(
      seen.groups.map(({ id, boundBy, isReached, last }) => [id, boundBy, isReached, last]),
      [['group-of-peach', 'clerk-of-peach', true, null]],
    );
    assert.deepEqual(
      seen.colleagues.map(({ name }) => name),
      ['service'],
    );
    assert.deepEqual(seen.channels, [
      { name: 'wechat', rooms: true },
      { name: 'wecom', rooms: false },
    ]);
  });

  it('lets a manager let go of a group and of a colleague, which is on record', async () => {
    await bind('service');
    const manager = await desk.signIn('manager');
    await manager.post('/api/estates/peach/group/code');
    assert.equal((await manager.post('/api/groups/group-of-peach/let-go')).status, 200);
    assert.equal((await manager.post('/api/groups/group-of-peach/let-go')).status, 404);
    assert.equal((await manager.post('/api/staff/service/let-go-wechat')).status, 200);
    const seen = estateGroup.parse((await manager.get('/api/estates/peach/group')).json);
    assert.deepEqual([seen.groups, seen.colleagues], [[], []]);
    const entries = await desk.store.read((tx) => tx.audit.newest(3, Infinity));
    assert.deepEqual(
      entries.map(({ act, actor, subject }) => [act, actor, subject]),
      [
        ['wechat-unbound', 'manager', 'service'],
        ['group-unbound', 'manager', 'peach'],
        ['group-code', 'manager', 'peach'],
      ],
    );
  });

  it('keeps the number of a case beside the conversation, once there is one', async () => {
    const manager = await desk.signIn('manager');
    const { conversation } = desk.peach;
    const url = `/api/conversations/${conversation.id}`;
    const numberOf = async () => {
      const { json } = await manager.get(url);
      return typeof json === 'object' && json !== null && 'caseNumber' in json && json.caseNumber;
    };
    assert.equal(await numberOf(), null);
    const number = await desk.store.write((tx) => tx.caseNumbers.ensure(conversation.id));
    assert.equal(await numberOf(), number);
  });
});
