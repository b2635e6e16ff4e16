import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { channelList } from '#console/channel-api.ts';
import type { Channel } from '#ports/channel.ts';
import { MORNING, openConsole } from './open-console.ts';

const channel: Channel = {
  name: 'wechaty',
  capabilities: {
    proactive: true,
    recall: true,
    menus: false,
    media: true,
    maxBytes: 4000,
    pace: { proactivePerHour: 20, betweenMs: 3000 },
  },
  health: () => 'scan',
  loginCode: () => 'https://login.example/abc',
  start: async () => undefined,
  stop: async () => undefined,
  canSend: () => ({ ok: false, reason: 'channel-scan' }),
  send: async () => ({ outcome: 'rejected', reason: 'channel-scan' }),
  recall: async () => false,
  fetchMedia: async () => ({ outcome: 'gone' }),
};

describe('The accounts in the console', () => {
  let open: Awaited<ReturnType<typeof openConsole>>;

  beforeEach(async () => {
    open = await openConsole({ channels: [channel] });
    const { store, plum, peach } = open;
    const conversations = [plum.conversation.id, peach.conversation.id];
    const times = { from: MORNING, to: MORNING, why: 'silence' } as const;
    const free = { releasedAt: null, releasedBy: null };
    await store.write((tx) =>
      tx.channels.putGap({ id: 'gap', channel: 'wechaty', ...times, conversations, ...free }),
    );
  });

  afterEach(async () => open.close());

  it('are shown with their state and pace, and gaps only with the own estates', async () => {
    const seen = async (login: string) => {
      const { get } = await open.signIn(login);
      return channelList.parse((await get('/api/channels')).json);
    };
    const [all, own] = [await seen('chen'), await seen('wang')];
    const [item] = all.items;
    assert.equal(item?.state, 'scan');
    assert.deepEqual(item.pace, { perHour: 20, lastHour: 0 });
    assert.equal(item.gaps[0]?.conversations.length, 2);
    assert.equal(own.items[0]?.gaps[0]?.conversations.length, 1);
    assert.deepEqual([all.mayRelease, own.mayRelease], [true, false]);
  });

  it('show the login code from our own origin, to those who work for all estates', async () => {
    const chen = await open.signIn('chen');
    const code = await chen.get('/api/channels/wechaty/code.svg');
    assert.match(String(code.headers['content-type']), /image\/svg\+xml/u);
    assert.match(code.body, /^<svg/u);
    const wang = await open.signIn('wang');
    assert.equal((await wang.get('/api/channels/wechaty/code.svg')).status, 404);
  });

  it('are let go by those who work for all estates only', async () => {
    open.account.releaseGap.resolves(true);
    open.account.releaseBreaker.resolves(true);
    const wang = await open.signIn('wang');
    const chen = await open.signIn('chen');
    assert.equal((await wang.post('/api/gaps/gap/release', {})).status, 403);
    assert.equal((await chen.post('/api/gaps/gap/release', {})).status, 200);
    assert.equal((await chen.post('/api/channels/wechaty/release', {})).status, 200);
    assert.ok(open.account.releaseGap.calledOnceWithExactly('gap', 'chen'));
  });
});
