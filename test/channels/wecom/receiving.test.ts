import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { DAY_MS, MINUTE_MS, instant, later } from '#domain/time.ts';
import type { InboundEvent } from '#ports/channel.ts';
import { type WecomUnderTest, openWecom, until } from './wecom-under-test.ts';

const NOW = instant(1_772_503_200_000);

describe('what comes in by WeCom', () => {
  let wecom: WecomUnderTest;
  let events: InboundEvent[];

  const take = async (event: InboundEvent) => {
    if (event.type !== 'health' && event.type !== 'deaf') events.push(event);
  };
  const texts = () => events.flatMap((event) => (event.type === 'message' ? [event.text] : []));

  beforeEach(async () => {
    wecom = await openWecom(NOW);
    events = [];
  });
  afterEach(async () => wecom.close());

  it('passes on what was written while nobody listened, page by page', async () => {
    wecom.server.pageSize = 2;
    for (const text of ['一', '二', '三', '四', '五']) wecom.server.says('wm-1', text);
    await wecom.channel.start(take);
    await until(() => events.length === 5);
    assert.deepEqual(texts(), ['一', '二', '三', '四', '五']);
    assert.ok(events.every((one) => one.type === 'message' && one.contactName === 'nick-wm-1'));
  });

  it('begins after a restart where it had ended', async () => {
    await wecom.channel.start(take);
    wecom.server.says('wm-1', '在吗');
    await wecom.deliver();
    await wecom.channel.stop();
    wecom.server.says('wm-1', '还在吗');
    const next = wecom.again();
    await next.start(take);
    await until(() => events.length === 2);
    await next.stop();
    assert.deepEqual(texts(), ['在吗', '还在吗']);
  });

  it('does not go past a page that could not be made durable', async () => {
    let broken = true;
    wecom.server.says('wm-1', '在吗');
    await wecom.channel.start(async (event) => {
      if (event.type === 'message' && broken) throw new Error('the disk is full');
      await take(event);
    });
    await until(() => wecom.faults.length === 1);
    broken = false;
    wecom.clock.pass(MINUTE_MS);
    await until(() => events.length === 1);
    assert.deepEqual(texts(), ['在吗']);
  });

  it('looks by itself where a callback was lost', async () => {
    await wecom.channel.start(take);
    await until(() => wecom.clock.resting);
    wecom.server.says('wm-1', '有人吗');
    await until(() => wecom.clock.resting);
    wecom.clock.pass(6 * MINUTE_MS);
    await until(() => events.length === 1);
    assert.deepEqual(texts(), ['有人吗']);
  });

  for (const [what, page] of [
    ['was refused', 'refuse'],
    ['broke off', 'cut'],
    ['never came', 'hang'],
  ] as const) {
    it(`loses nothing by a page that ${what}, and fetches it by itself`, async () => {
      await wecom.channel.start(take);
      await until(() => wecom.clock.resting);
      Object.assign(wecom.server.faults, { failPages: 1, page });
      wecom.server.says('wm-1', '有人吗');
      await wecom.server.ring(wecom.channel.callback() ?? '');
      await until(() => wecom.server.faults.failPages === 0);
      if (page === 'hang') wecom.clock.pass(16_000);
      await until(() => wecom.faults.length === 1 && wecom.clock.resting);
      wecom.clock.pass(MINUTE_MS);
      await until(() => events.length === 1);
      assert.deepEqual(texts(), ['有人吗']);
    });
  }

  it('says what is lost for good when it was away for longer than WeCom keeps it', async () => {
    const gaps: InboundEvent[] = [];
    const note = async (event: InboundEvent) => {
      if (event.type === 'deaf') gaps.push(event);
      else await take(event);
    };
    await wecom.channel.start(note);
    await until(() => wecom.clock.resting);
    const first = later(wecom.clock.now(), -3 * DAY_MS);
    assert.deepEqual(gaps, [{ type: 'deaf', from: null, to: first, why: 'service-down' }]);
    wecom.server.faults.failPages = 3;
    for (const times of [1, 2, 3]) {
      wecom.clock.pass(6 * MINUTE_MS);
      await until(() => wecom.faults.length === times && wecom.clock.resting);
    }
    wecom.clock.pass(4 * DAY_MS);
    await until(() => gaps.length === 2);
    const to = later(wecom.clock.now(), -3 * DAY_MS);
    assert.deepEqual(gaps[1], { type: 'deaf', from: NOW, to, why: 'connection' });
  });

  it('puts in order what arrives out of order', async () => {
    wecom.server.faults.shuffle = true;
    for (const text of ['一', '二', '三']) {
      wecom.server.says('wm-1', text);
      wecom.clock.pass(1000);
    }
    await wecom.channel.start(take);
    await until(() => events.length === 3);
    assert.deepEqual(texts(), ['一', '二', '三']);
  });

  it('tells a colleague in WeCom from the resident, and knows when they take and leave', async () => {
    await wecom.channel.start(take);
    wecom.server.happens('session_status_change', 'wm-1', {
      change_type: 1,
      new_servicer_userid: 'li',
    });
    wecom.server.put({
      origin: 5,
      external_userid: 'wm-1',
      servicer_userid: 'li',
      msgtype: 'text',
      text: { content: '我来处理' },
    });
    wecom.server.happens('session_status_change', 'wm-1', { change_type: 3 });
    await wecom.deliver();
    assert.deepEqual(
      events.map((one) =>
        one.type === 'session' ? one.holder : one.type === 'message' && one.origin,
      ),
      ['staff', 'staff-native', 'nobody'],
    );
  });

  it('passes on an event once, though WeCom tells of it again, to a new process too', async () => {
    await wecom.channel.start(take);
    const id = wecom.server.happens('session_status_change', 'wm-1', { change_type: 1 });
    wecom.server.happens('session_status_change', 'wm-1', { change_type: 1, msgid: id });
    await wecom.deliver();
    const again = {
      origin: 4,
      msgid: id,
      msgtype: 'event',
      event: { event_type: 'session_status_change', external_userid: 'wm-1', change_type: 1 },
    };
    wecom.server.put(again);
    wecom.server.put(again);
    await wecom.deliver();
    await wecom.channel.stop();
    wecom.server.put(again);
    const next = wecom.again();
    await next.start(take);
    wecom.server.says('wm-1', '在吗');
    await wecom.server.ring(next.callback() ?? '');
    await until(() => texts().length === 1);
    await next.stop();
    assert.equal(events.filter(({ type }) => type === 'session').length, 2);
  });

  it('tells of a message taken back, one that did not arrive, and somebody who came in', async () => {
    await wecom.channel.start(take);
    const id = wecom.server.says('wm-1', '打错了');
    wecom.server.happens('user_recall_msg', 'wm-1', { recall_msgid: id });
    wecom.server.happens('msg_send_fail', 'wm-1', { fail_msgid: 'ours', fail_type: 10 });
    wecom.server.enters('wm-2', 'K7Q2-M9XD');
    await wecom.deliver();
    const [, recall, failed, enter] = events;
    assert.ok(recall?.type === 'recall' && recall.id === id);
    assert.ok(failed?.type === 'delivery-failed');
    assert.deepEqual([failed.id, failed.reason], ['ours', 'refused-by-resident']);
    assert.ok(enter?.type === 'enter');
    assert.deepEqual([enter.contact, enter.scene, enter.sceneParam], ['wm-2', 'bill', 'K7Q2-M9XD']);
  });

  it('lets one message that nobody can read stop no other', async () => {
    wecom.server.put({ send_time: 'soon', msgtype: 'text' });
    wecom.server.put({ external_userid: 'wm-1', msgtype: 'hologram', hologram: {} });
    wecom.server.says('wm-1', '在吗');
    await wecom.channel.start(take);
    await until(() => events.length === 2);
    assert.deepEqual(
      events.map((one) => one.type === 'message' && one.kind),
      ['unknown', 'text'],
    );
    assert.equal(wecom.faults.length, 1);
  });

  it('fetches a picture, no larger than allowed, and knows when it is gone', async () => {
    await wecom.channel.start(take);
    wecom.server.media.set('m-1', { name: 'photo.jpg', bytes: Buffer.from('a picture') });
    wecom.server.says('wm-1', '', {
      msgtype: 'image',
      text: undefined,
      image: { media_id: 'm-1' },
    });
    await wecom.deliver();
    const [picture] = events;
    assert.ok(picture?.type === 'message' && picture.kind === 'image');
    assert.equal(picture.media?.ref, 'm-1');
    const read = await wecom.channel.fetchMedia('m-1', 100);
    assert.ok(read.outcome === 'fetched');
    assert.deepEqual([Buffer.from(read.bytes).toString(), read.name], ['a picture', 'photo.jpg']);
    assert.deepEqual(await wecom.channel.fetchMedia('m-1', 3), { outcome: 'too-large' });
    assert.deepEqual(await wecom.channel.fetchMedia('m-2', 100), { outcome: 'gone' });
  });

  it('is deaf when it cannot fetch for long, and hears again by itself', async () => {
    await wecom.channel.start(take);
    await until(() => wecom.clock.resting);
    wecom.server.faults.failPages = 3;
    for (let times = 1; times <= 3; times += 1) {
      await until(() => wecom.clock.resting);
      wecom.clock.pass(6 * MINUTE_MS);
      await until(() => wecom.faults.length === times);
    }
    await until(() => wecom.channel.health() === 'deaf');
    await until(() => wecom.clock.resting);
    wecom.clock.pass(MINUTE_MS);
    await until(() => wecom.channel.health() === 'ready');
  });

  it('says that it is logged out where the secret is wrong, and shows the secret nowhere', async () => {
    wecom.server.faults.refuseSecret = true;
    await wecom.channel.start(take);
    assert.equal(wecom.channel.health(), 'logged-out');
    await until(() => wecom.faults.length > 0);
    const shown = wecom.faults.map((one) =>
      one instanceof Error ? `${one.message}${one.stack}` : '',
    );
    assert.ok(shown.every((text) => !text.includes(wecom.server.secret)));
  });
});
