import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { VirtualClock } from '#commands/cases/virtual-clock.ts';
import { openHouse } from '#commands/open-house.ts';
import { fen } from '#domain/money.ts';
import { HOUR_MS, MINUTE_MS, type Instant, instant, later, localDate } from '#domain/time.ts';
import type { Channel, InboundEvent } from '#ports/channel.ts';
import type { Store } from '#ports/store/store.ts';
import { openMediaFolder } from '#store/media/media-folder.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import { type Service, createService } from '../../bot/service.ts';

const MORNING = instant(Date.parse('2026-03-03T10:00:00+08:00'));
const house = openHouse();
const media = openMediaFolder(join(tmpdir(), 'nuancui-no-media'));

describe('What befalls an account', () => {
  let clock: VirtualClock;
  let store: Store;
  let service: Service;
  let tell: (event: InboundEvent) => Promise<void>;
  let sent: string[];
  let household: string;

  function openService(channels = ['wechaty']): Service {
    const channel: Channel = {
      name: 'wechaty',
      capabilities: {
        proactive: true,
        recall: true,
        menus: false,
        media: true,
        maxBytes: 4000,
        idsChange: true,
      },
      health: () => 'ready',
      start: async (receive) => {
        tell = receive;
      },
      stop: async () => undefined,
      canSend: () => ({ ok: true, remaining: null, expiresAt: null }),
      send: async ({ text }) => {
        sent.push(text);
        return { outcome: 'accepted', messageId: null };
      },
      recall: async () => false,
      fetchMedia: async () => ({ outcome: 'gone' }),
    };
    const report = (error: unknown) => {
      throw error;
    };
    return createService({
      ...house,
      media,
      store,
      clock,
      engine: 'plain',
      channels: channels.map(() => channel),
      report,
    });
  }

  const login = async (account: string, fresh: boolean) =>
    tell({ type: 'health', state: 'ready', at: clock.now(), login: { account, fresh } });
  const say = async (
    text: string,
    change: Partial<Extract<InboundEvent, { type: 'message' }>> = {},
  ) =>
    tell({
      type: 'message',
      id: `m-${text}`,
      contact: 'wx-1',
      contactName: '王',
      kind: 'text',
      media: null,
      text,
      at: clock.now(),
      origin: 'resident',
      ...change,
    });
  const conversation = async () =>
    store.read(async (tx) => {
      const contact = await tx.contacts.byKey('wechaty', 'wx-1');
      const found = contact && (await tx.conversations.byContact(contact.id));
      assert.ok(found);
      return found;
    });
  const remind = async () => {
    await service.orderReminder(household, 'li');
    await service.pump.settle();
  };
  const withheld = async () =>
    store.read(async (tx) =>
      (await tx.ledger.ofTypes(household, ['withheld'])).map(({ body }) => body),
    );

  beforeEach(async () => {
    clock = new VirtualClock(MORNING);
    store = await openSqlite({ file: ':memory:' });
    sent = [];
    const policy = { liveBilling: true, burstQuietMs: 0 };
    household = await store.write(async (tx) => {
      await tx.estates.put(house.content.estate({ id: 'e', name: '测试苑', policy }));
      const who = { owner: '王', phone: null, occupancy: 'occupied' } as const;
      const home = await tx.households.put({ estateId: 'e', room: '1-1-1', ...who });
      const due = localDate('2025-12-31');
      const sums = { amount: fen(98_000), paid: fen(0), asOf: due, importId: null };
      const period = { item: '物业费', from: '2025-07', to: '2025-12', due };
      await tx.charges.put({ householdId: home.id, ...period, ...sums });
      const contact = await tx.contacts.ensure('wechaty', 'wx-1', '王', 'zh-CN', MORNING);
      await tx.bindings.put(contact.id, home.id, 'owner', 'verified', MORNING);
      return home.id;
    });
    service = openService();
    await service.listen();
    await login('me', false);
  });

  afterEach(async () => store.close());

  /** The resident has written under the present login, and was answered. */
  async function met(): Promise<void> {
    await say('在吗');
    await service.pump.settle();
    sent.length = 0;
  }

  it('holds reminders after it was deaf, and lets them go when a person looked', async () => {
    await met();
    await tell({
      type: 'deaf',
      from: later(clock.now(), -MINUTE_MS),
      to: clock.now(),
      why: 'connection',
    });
    await remind();
    assert.deepEqual(sent, []);
    assert.match((await withheld()).at(-1) ?? '', /channel-gap/u);
    const [gap] = await store.read((tx) => tx.channels.gaps('wechaty', 5));
    assert.ok(gap);
    assert.deepEqual(gap.conversations, [(await conversation()).id]);
    assert.ok(await service.account.releaseGap(gap.id, 'li'));
    await service.pump.settle();
    assert.equal(sent.length, 1);
  });

  it('lets reminders go by itself when the rest is over', async () => {
    await met();
    await tell({ type: 'deaf', from: null, to: later(clock.now(), 1000), why: 'service-down' });
    await remind();
    assert.deepEqual(sent, []);
    clock.moveTo(later(clock.now(), 4 * HOUR_MS + MINUTE_MS));
    await service.pump.settle();
    assert.equal(sent.length, 1);
  });

  it('stops reminders when it is told to slow down, over a restart, until a person releases it', async () => {
    await met();
    await tell({ type: 'throttled', at: clock.now(), notice: '操作太频繁' });
    service = openService();
    await service.listen();
    await remind();
    assert.deepEqual(sent, []);
    await say('多少钱');
    await service.pump.settle();
    assert.equal(sent.length, 1, 'an answer is no reminder');
    assert.ok(await service.account.releaseBreaker('wechaty', 'li'));
    assert.ok(!(await service.account.releaseBreaker('wechaty', 'li')));
    const entries = await store.read((tx) => tx.ledger.after('e', 0, 100));
    const told = entries.filter(({ type }) => type === 'channel').map(({ body }) => body);
    assert.match(told.join('\n'), /throttled[\s\S]*breaker-released/u);
  });

  it('stays told to slow down through days, logins and notices that all is well', async () => {
    await met();
    await tell({ type: 'throttled', at: clock.now(), notice: '操作太频繁' });
    clock.moveTo(later(clock.now(), 7 * 24 * HOUR_MS));
    await login('me', true);
    await say('在吗', { id: 'again' });
    await service.pump.settle();
    sent.length = 0;
    await remind();
    assert.deepEqual(sent, []);
    assert.match((await withheld()).at(-1) ?? '', /channel-restricted/u);
  });

  it('lets reminders go after a deaf period when figures of a later day were imported', async () => {
    await store.write((tx) =>
      tx.estates.put(
        house.content.estate({
          id: 'e',
          name: '测试苑',
          policy: { deafHours: 72, burstQuietMs: 0 },
        }),
      ),
    );
    const figures = async (day: string) => {
      await store.write(async (tx) => {
        for (const charge of await tx.charges.open(household)) {
          await tx.charges.put({ ...charge, asOf: localDate(day), importId: null });
        }
      });
      await service.replan(household);
    };
    await figures('2026-03-03');
    await met();
    await tell({
      type: 'deaf',
      from: later(clock.now(), -HOUR_MS),
      to: clock.now(),
      why: 'silence',
    });
    await remind();
    assert.deepEqual(sent, []);
    clock.moveTo(later(clock.now(), 24 * HOUR_MS));
    await figures('2026-03-04');
    await remind();
    assert.equal(sent.length, 1);
  });

  it('that the service was not asked to open is no fault: an answer waits for it over the restart', async () => {
    await say('多少钱');
    service = openService([]);
    await service.listen();
    await service.pump.settle();
    assert.deepEqual(sent, []);
    service = openService();
    await service.listen();
    clock.moveTo(later(clock.now(), MINUTE_MS));
    await service.pump.settle();
    assert.equal(sent.length, 1);
  });

  it('writes to nobody it met under an earlier login, until they write again', async () => {
    await met();
    await login('me', true);
    await remind();
    assert.deepEqual(sent, []);
    assert.match((await withheld()).at(-1) ?? '', /stale-contact/u);
    await say('还在吗');
    await service.pump.settle();
    assert.equal(sent.length, 1);
  });

  it('knows a person by the id that no login changes, under their new key', async () => {
    await say('在吗', { handle: 'wang-1980' });
    await service.pump.settle();
    const before = await conversation();
    await login('other', true);
    await say('是我', { contact: 'wx-new', handle: 'wang-1980' });
    const after = await store.read((tx) => tx.contacts.byKey('wechaty', 'wx-new'));
    assert.equal(after?.id, before.contactId);
  });

  it('brings what was written while it was away before staff, once, and says nothing', async () => {
    const long: Instant = later(clock.now(), -6 * HOUR_MS);
    await say('我已经交了', { at: long });
    await say('怎么没人回', { at: long });
    await say('怎么没人回', { at: long });
    await service.pump.settle();
    assert.deepEqual(sent, []);
    const { id, owner } = await conversation();
    assert.equal(owner, 'queue');
    const { inbox, queue } = await store.read(async (tx) => ({
      inbox: await tx.inbox.of(id),
      queue: await tx.handoffs.queue('e'),
    }));
    assert.deepEqual(
      inbox.map(({ text }) => text),
      ['我已经交了', '怎么没人回'],
    );
    assert.deepEqual(
      queue.map(({ reason }) => reason),
      ['missed'],
    );
  });

  it('knows its own message after a restart, trimmed or late, and the same words a second time as a colleague', async () => {
    await say('多少钱');
    await service.pump.settle();
    const [ours = ''] = sent;
    service = openService();
    await service.listen();
    clock.moveTo(later(clock.now(), 5 * MINUTE_MS));
    const echo = { origin: 'staff-native', text: ` ${ours}\n` } as const;
    await say('', { ...echo, id: 'echo' });
    await say('', { ...echo, id: 'echo' });
    assert.equal((await conversation()).owner, 'bot');
    await say('', { ...echo, id: 'by-hand' });
    assert.equal((await conversation()).owner, 'staff');
  });

  it('takes a picture that a colleague sends for a colleague', async () => {
    await met();
    await say('', { id: 'p', origin: 'staff-native', kind: 'image' });
    assert.equal((await conversation()).owner, 'staff');
  });
});
