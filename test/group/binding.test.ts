import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { CODE_LIFE_MS } from '#group/group-acts.ts';
import { GROUP, GroupStage } from './group-stage.ts';

const NOT_BOUND = /这个代码不能用/u;

describe('A colleague’s WeChat', function () {
  this.timeout(30_000);
  let office: GroupStage;

  beforeEach(async () => {
    office = await GroupStage.open();
  });
  afterEach(async () => office.close());

  const acts = () => office.stage.service.group;

  it('is bound by a code from the console, once', async () => {
    const { message } = await acts().codeForColleague('li');
    assert.match((await office.say('phone_li', message))[0] ?? '', /已绑定，您是李雷/u);
    assert.match((await office.say('somebody', message))[0] ?? '', NOT_BOUND);
    assert.match((await office.say('phone_li', '#待办'))[0] ?? '', /没有等待处理/u);
  });

  it('is not bound by a code that is over, or that another took the place of', async () => {
    const first = await acts().codeForColleague('li');
    const second = await acts().codeForColleague('li');
    assert.match((await office.say('phone_li', first.message))[0] ?? '', NOT_BOUND);
    await office.stage.advance(CODE_LIFE_MS);
    assert.match((await office.say('phone_li', second.message))[0] ?? '', NOT_BOUND);
  });

  it('gets the same answer whatever is wrong with a code, and after five tries none is looked at', async () => {
    const wrong = ['#绑定', '#绑定 ABC', '#绑定 23456-789AB', '＃绑定 2345678922', '#绑定 你好'];
    const answers = [];
    for (const text of wrong) answers.push(...(await office.say('phone_li', text)));
    await office.stage.restart();
    const { message } = await acts().codeForColleague('li');
    answers.push(...(await office.say('phone_li', message)));
    assert.equal(answers.length, 6);
    assert.equal(new Set(answers).size, 1);
    await office.stage.advance(61 * 60_000);
    const again = await acts().codeForColleague('li');
    assert.match((await office.say('phone_li', again.message))[0] ?? '', /已绑定/u);
  });

  it('has no conversation of a resident, and no code of it is kept in plain', async () => {
    const { message, code } = await acts().codeForColleague('li');
    await office.say('phone_li', message);
    assert.match((await office.say('phone_li', '你好'))[0] ?? '', /这里只认口令/u);
    assert.equal(await office.stage.conversationOf('phone_li'), undefined);
    const jobs = await office.stage.store.read((tx) => tx.jobs.dead());
    assert.ok(!JSON.stringify(jobs).includes(code));
  });

  it('is a resident’s as before when it is let go, and when its colleague leaves', async () => {
    await office.bind('li');
    await acts().endColleague('li', 'wang');
    await office.say('phone_li', '#待办');
    assert.ok(await office.stage.conversationOf('phone_li'));
    await office.bind('zhao');
    await office.stage.store.write(async (tx) => {
      const zhao = await tx.staff.byId('zhao');
      assert.ok(zhao);
      await tx.staff.put({ ...zhao, endedAt: office.stage.clock.now() });
    });
    await office.say('phone_zhao', '#待办');
    assert.ok(await office.stage.conversationOf('phone_zhao'));
  });

  it('answers a command once, however often the channel tells of it', async () => {
    await office.bind('li');
    const { simulator } = office.stage;
    for (let time = 0; time < 3; time += 1)
      await simulator.say('phone_li', '#待办', { id: 'same' });
    await office.stage.settle();
    assert.equal(office.told('phone_li').filter((text) => text.includes('没有等待')).length, 1);
  });

  it('stays with who lives here too: what is no command is a resident’s', async () => {
    const { message } = await acts().codeForColleague('li');
    await office.say('wx_zhou', message);
    assert.match((await office.say('wx_zhou', '#待办'))[0] ?? '', /没有等待处理/u);
    await office.say('wx_zhou', '多少钱');
    assert.ok((await office.told('wx_zhou')).some((text) => text.includes('980.50')));
  });

  it('can be written to on the account’s phone without a takeover', async () => {
    await office.bind('li');
    await office.stage.simulator.typeOnPhone('phone_li', '中午一起吃饭');
    await office.stage.settle();
    assert.equal(await office.stage.conversationOf('phone_li'), undefined);
  });

  it('goes on record: codes, bindings, and who let go', async () => {
    await office.bind('li');
    await office.bindGroup();
    await acts().endColleague('li', 'wang');
    const entries = await office.stage.store.read((tx) => tx.audit.newest(10, Infinity));
    assert.deepEqual(
      entries.toReversed().map(({ act, actor }) => [act, actor]),
      [
        ['wechat-code', 'li'],
        ['wechat-bound', 'li'],
        ['group-code', 'wang'],
        ['group-bound', 'li'],
        ['wechat-unbound', 'wang'],
      ],
    );
  });
});

describe('A group', function () {
  this.timeout(30_000);
  let office: GroupStage;

  beforeEach(async () => {
    office = await GroupStage.open();
    await office.bind('li');
  });
  afterEach(async () => office.close());

  it('that is not bound is never answered, whatever is written there and by whom', async () => {
    const { message } = await office.stage.service.group.codeForGroup(
      office.stage.estate.id,
      'wang',
    );
    for (const text of [
      '#待办',
      '#接手',
      '#交还 1 工单',
      '#绑定本群',
      '#绑定 23456-789AB',
      '#停车',
    ]) {
      assert.deepEqual(await office.sayInGroup('phone_li', text), [], text);
      assert.deepEqual(await office.sayInGroup('wx_zhou', text), [], text);
    }
    assert.deepEqual(await office.sayInGroup('wx_zhou', message), []);
    assert.deepEqual(office.told(GROUP), []);
  });

  it('is bound by a manager’s code that a bound colleague of the estate brings', async () => {
    await office.bindGroup();
    assert.match((await office.sayInGroup('phone_li', '#待办'))[0] ?? '', /没有等待处理/u);
    assert.match((await office.sayInGroup('phone_new', '#待办'))[0] ?? '', /只有绑定过的同事/u);
  });

  it('tells in private why it was not bound', async () => {
    const before = office.told('phone_li').length;
    assert.deepEqual(await office.sayInGroup('phone_li', '#绑定本群 23456-789AB'), []);
    assert.match(office.told('phone_li')[before] ?? '', /群没有绑定成功/u);
  });

  it('is not bound by somebody of another estate', async () => {
    await office.hire('sun', '孙丽', 'service', ['elsewhere']);
    await office.bind('sun');
    const { message } = await office.stage.service.group.codeForGroup(
      office.stage.estate.id,
      'wang',
    );
    assert.deepEqual(await office.sayInGroup('phone_sun', message), []);
  });

  it('is silent again when it was let go', async () => {
    await office.bindGroup();
    const { store, service, estate } = office.stage;
    const [group] = await store.read((tx) => tx.staffGroups.of(estate.id));
    assert.ok(group);
    await service.group.endGroup(group.id, 'wang');
    assert.deepEqual(await office.sayInGroup('phone_li', '#待办'), []);
    await office.asksForPerson('wx_zhou');
    await office.stage.advance(60 * 60_000);
    assert.equal(office.told(GROUP).length, 1);
  });
});
