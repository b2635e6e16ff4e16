import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { HOUR_MS, MINUTE_MS } from '#domain/time.ts';
import { GROUP, GroupStage } from './group-stage.ts';

describe('A group of colleagues', function () {
  this.timeout(30_000);
  let office: GroupStage;

  async function open(now?: string): Promise<void> {
    office = await GroupStage.open(now);
    await office.bind('li');
    await office.bindGroup();
  }
  afterEach(async () => office.close());

  /** What the group was told of our own accord, from a moment on. */
  async function during(ms: number): Promise<string[]> {
    const before = office.told(GROUP).length;
    await office.stage.advance(ms);
    return office.told(GROUP).slice(before);
  }

  it('is told of who waits a minute later, all of that minute in one message', async () => {
    await open();
    await office.stage.advance(10 * MINUTE_MS);
    const [zhou, wu] = [await office.asksForPerson('wx_zhou'), await office.asksForPerson('wx_wu')];
    assert.deepEqual(await during(5 * MINUTE_MS), [
      `有会话等人接手：\n#${zhou} 客服·要求人工，已等 1 分钟\n#${wu} 客服·要求人工，已等 1 分钟\n` +
        '回复“#接手 编号”接手，详情在控制台看。',
    ]);
  });

  it('is told once more of who waits for too long, and then no more', async () => {
    await open();
    await office.stage.advance(10 * MINUTE_MS);
    const number = await office.asksForPerson('wx_zhou');
    assert.equal((await during(5 * MINUTE_MS)).length, 1);
    const [late = '', another] = await during(7 * HOUR_MS);
    assert.ok(late.includes(`#${number} 客服·要求人工，已等 30 分钟，已超时`), late);
    assert.equal(another, undefined);
  });

  it('is told nothing of what a colleague took meanwhile', async () => {
    await open();
    await office.stage.advance(10 * MINUTE_MS);
    const number = await office.asksForPerson('wx_zhou');
    await office.say('phone_li', `#接手 ${number}`);
    assert.deepEqual(await during(10 * MINUTE_MS), []);
  });

  it('is told again of a case that came back because its owner was silent', async () => {
    await open();
    await office.stage.advance(10 * MINUTE_MS);
    const number = await office.asksForPerson('wx_zhou');
    await office.say('phone_li', `#接手 ${number}`);
    const told = await during(40 * MINUTE_MS);
    assert.equal(told.length, 1);
    assert.ok(told[0]?.includes(`#${number} `) === true && told[0].includes('已超时'));
  });

  it('rests for five minutes after a message, however many come', async () => {
    await open();
    await office.stage.advance(10 * MINUTE_MS);
    await office.asksForPerson('wx_zhou');
    assert.equal((await during(2 * MINUTE_MS)).length, 1);
    await office.asksForPerson('wx_wu');
    assert.deepEqual(await during(3 * MINUTE_MS), []);
    assert.equal((await during(2 * MINUTE_MS)).length, 1);
  });

  it('sleeps when the office is closed, and is told in the morning', async () => {
    await open('2026-03-03T21:00:00+08:00');
    await office.asksForPerson('wx_zhou');
    assert.deepEqual(await during(11 * HOUR_MS), []);
    assert.equal((await during(2 * HOUR_MS))[0]?.includes('有会话等人接手'), true);
  });

  it('is woken at any hour for somebody who needs care, and once more when nobody came', async () => {
    await open('2026-03-03T23:00:00+08:00');
    const number = await office.asksForPerson('wx_zhou', '我不想活了');
    const told = office.told(GROUP).at(-1) ?? '';
    assert.match(told, /^紧急，请马上接手：/u);
    assert.ok(told.includes(`#${number} 值班·需要关怀，刚刚`), told);
    const again = await during(2 * HOUR_MS);
    assert.equal(again.length, 1);
    assert.match(again[0] ?? '', /^紧急.*\n#\d+ 值班·需要关怀，已等 30 分钟，已超时/u);
  });

  it('is woken for who shows that they need care only after they wait for a person', async () => {
    await open('2026-03-03T23:00:00+08:00');
    const number = await office.asksForPerson('wx_zhou');
    assert.deepEqual(await during(5 * MINUTE_MS), []);
    await office.stage.simulator.say('wx_zhou', '我不想活了');
    const [told = '', another] = await during(MINUTE_MS);
    assert.ok(told.includes(`紧急，请马上接手：\n#${number} 值班·需要关怀`), told);
    assert.equal(another, undefined);
    await office.stage.simulator.say('wx_zhou', '活着没意思');
    assert.deepEqual(await during(5 * MINUTE_MS), []);
  });

  it('is told what the service could not say before it ended, once', async () => {
    await open();
    await office.stage.advance(10 * MINUTE_MS);
    await office.asksForPerson('wx_zhou');
    await office.stage.restart();
    assert.equal((await during(5 * MINUTE_MS)).length, 1);
    await office.stage.restart();
    assert.deepEqual(await during(5 * MINUTE_MS), []);
  });

  it('is told nothing under a key that a new login may have given to others', async () => {
    await open();
    const { store } = office.stage;
    await store.write(async (tx) => {
      const known = await tx.channels.byName('wechat');
      assert.ok(known);
      await tx.channels.put({ ...known, idsChange: true, epoch: known.epoch + 1 });
    });
    const before = office.told(GROUP).length;
    await office.asksForPerson('wx_zhou');
    await office.stage.advance(HOUR_MS);
    assert.equal(office.told(GROUP).length, before);
  });

  it('rests from what is not urgent while the account was told to slow down', async () => {
    await open();
    await office.stage.advance(10 * MINUTE_MS);
    await office.stage.store.write(async (tx) => {
      const known = await tx.channels.byName('wechat');
      assert.ok(known);
      await tx.channels.put({ ...known, breaker: { at: office.stage.clock.now(), why: '频繁' } });
    });
    await office.asksForPerson('wx_zhou');
    assert.deepEqual(await during(HOUR_MS), []);
    await office.stage.service.account.releaseBreaker('wechat', 'wang');
    assert.equal((await during(10 * MINUTE_MS)).length, 1);
  });
});
