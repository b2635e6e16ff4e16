import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { GROUP, GroupStage } from './group-stage.ts';

describe('What a colleague writes in the group', function () {
  this.timeout(30_000);
  let office: GroupStage;

  beforeEach(async () => {
    office = await GroupStage.open();
    for (const id of ['li', 'wang', 'zhao']) await office.bind(id);
    await office.bindGroup();
  });
  afterEach(async () => office.close());

  const owner = async (wechat: string) => {
    const found = await office.stage.conversationOf(wechat);
    return found && [found.owner, found.staffId];
  };

  it('takes a case as the console does: the second is told who was first', async () => {
    const number = await office.asksForPerson('wx_zhou');
    const [first = ''] = await office.sayInGroup('phone_li', `#接手 ${number}`);
    assert.equal(
      first,
      `#${number} 已由李雷接手，机器人不再说话。请在控制台或这个账号的手机上回复住户。`,
    );
    assert.deepEqual(await owner('wx_zhou'), ['staff', 'li']);
    assert.deepEqual(await office.sayInGroup('phone_wang', `#接手${number}`), [
      `#${number} 已由李雷先接手。`,
    ]);
    assert.deepEqual(await office.sayInGroup('phone_li', `＃接手 #${number}`), [first]);
    const found = await office.stage.conversationOf('wx_zhou');
    const entries = await office.stage.store.read((tx) =>
      tx.ledger.ofTypes(found?.householdId ?? '', ['claim']),
    );
    assert.equal(entries.length, 1);
  });

  it('goes to one of two who ask at the same moment', async () => {
    const number = await office.asksForPerson('wx_zhou');
    const before = office.told(GROUP).length;
    await Promise.all(
      ['phone_li', 'phone_wang'].map(async (phone) =>
        office.stage.simulator.sayInRoom(phone, `#接手 ${number}`, GROUP),
      ),
    );
    await office.stage.settle();
    const answers = office.told(GROUP).slice(before);
    assert.equal(answers.filter((text) => text.includes('先接手')).length, 1);
    assert.equal(answers.filter((text) => text.includes('机器人不再说话')).length, 1);
  });

  it('hands back what one holds, with an outcome as a word, and nothing else', async () => {
    const number = await office.asksForPerson('wx_zhou', '我要找人工');
    await office.sayInGroup('phone_li', `#接手 ${number}`);
    assert.match(
      (await office.sayInGroup('phone_wang', `#交还 ${number} 工单`))[0] ?? '',
      /不在您手里/u,
    );
    assert.match(
      (await office.sayInGroup('phone_li', `#交还 ${number}`))[0] ?? '',
      /要写结果.*工单/u,
    );
    assert.match(
      (await office.sayInGroup('phone_li', `#交还 ${number} 好了`))[0] ?? '',
      /要写结果/u,
    );
    assert.match(
      (await office.sayInGroup('phone_li', `#交还 ${number} 承诺`))[0] ?? '',
      /请在控制台交还/u,
    );
    assert.deepEqual(await owner('wx_zhou'), ['staff', 'li']);
    const [done] = await office.sayInGroup('phone_li', `#交还 ${number} 工单`);
    assert.equal(done, `#${number} 已交还机器人，结果：服务问题，已建工单。`);
    assert.deepEqual(await owner('wx_zhou'), ['bot', null]);
    assert.match(
      (await office.sayInGroup('phone_li', `#交还 ${number} 工单`))[0] ?? '',
      /不在您手里/u,
    );
  });

  it('needs no number where there is one case only, and asks where there are more', async () => {
    assert.match((await office.sayInGroup('phone_li', '#接手'))[0] ?? '', /没有等待处理/u);
    await office.asksForPerson('wx_zhou');
    assert.match((await office.sayInGroup('phone_li', '#接手'))[0] ?? '', /已由李雷接手/u);
    const second = await office.asksForPerson('wx_wu');
    assert.match((await office.sayInGroup('phone_wang', '#接手'))[0] ?? '', /已由王芳接手/u);
    assert.match((await office.sayInGroup('phone_li', '#交还 无需处理'))[0] ?? '', /已交还机器人/u);
    const third = await office.asksForPerson('wx_zhou');
    await office.sayInGroup('phone_wang', '#交还 无需处理');
    await office.asksForPerson('wx_wu');
    const [which = ''] = await office.sayInGroup('phone_li', '#接手');
    assert.match(which, /^请写明编号：/u);
    assert.ok(which.includes(`#${second} `) && which.includes(`#${third} `));
  });

  it('lists what is open and with whom, for each as it is for them', async () => {
    const [mine, free] = [
      await office.asksForPerson('wx_zhou'),
      await office.asksForPerson('wx_wu'),
    ];
    await office.sayInGroup('phone_li', `#接手 ${mine}`);
    await office.stage.advance(12 * 60_000);
    const before = office.told('phone_li').length;
    await office.say('phone_li', '#待办');
    assert.deepEqual(office.told('phone_li').slice(before), [
      `待处理的会话：\n#${mine} 客服·要求人工，您在处理\n#${free} 客服·要求人工，已等 12 分钟`,
    ]);
    const [theirs = ''] = await office.sayInGroup('phone_zhao', '#待办');
    assert.ok(theirs.includes(`#${mine} 客服·要求人工，李雷在处理`));
  });

  it('does nothing for a role that may not in the console', async () => {
    const number = await office.asksForPerson('wx_zhou');
    const [answer] = await office.sayInGroup('phone_zhao', `#接手 ${number}`);
    assert.equal(answer, '您的角色不能做这一步。');
    assert.deepEqual(await owner('wx_zhou'), ['queue', null]);
  });

  it('knows no case of another estate, in words that do not tell whether it is there', async () => {
    const number = await office.asksForPerson('wx_zhou');
    await office.hire('sun', '孙丽', 'manager', ['elsewhere']);
    await office.bind('sun');
    const unknown = '没有这个编号，或不在您负责的小区。';
    assert.deepEqual(await office.say('phone_sun', `#接手 ${number}`), [unknown]);
    assert.deepEqual(await office.say('phone_sun', '#接手 999999'), [unknown]);
    assert.match((await office.say('phone_sun', '#待办'))[0] ?? '', /没有等待/u);
    assert.match((await office.sayInGroup('phone_sun', '#待办'))[0] ?? '', /不能做/u);
  });

  it('leaves a case with the bot that waits for nobody', async () => {
    const number = await office.asksForPerson('wx_zhou');
    await office.sayInGroup('phone_li', `#接手 ${number}`);
    await office.sayInGroup('phone_li', `#交还 ${number} 无需处理`);
    assert.match(
      (await office.sayInGroup('phone_li', `#接手 ${number}`))[0] ?? '',
      /由机器人服务/u,
    );
  });

  it('does and answers once, though its process ends in between', async () => {
    const number = await office.asksForPerson('wx_zhou');
    await office.stage.simulator.sayInRoom('phone_li', `#接手 ${number}`, GROUP);
    await office.stage.restart();
    await office.stage.settle();
    assert.deepEqual(await owner('wx_zhou'), ['staff', 'li']);
    assert.equal(office.told(GROUP).filter((text) => text.includes('不再说话')).length, 1);
  });

  it('never comes to the resident, who is silent with the bot while a colleague has them', async () => {
    const number = await office.asksForPerson('wx_zhou');
    const before = office.told('wx_zhou').length;
    await office.sayInGroup('phone_li', `#接手 ${number}`);
    await office.sayInGroup('phone_li', '明天给他打电话');
    await office.stage.simulator.say('wx_zhou', '在吗');
    await office.stage.settle();
    assert.equal(office.told('wx_zhou').length, before);
  });

  it('is a resident’s word when a resident writes it to the bot', async () => {
    const number = await office.asksForPerson('wx_zhou');
    await office.stage.simulator.say('wx_wu', `#接手 ${number}`);
    await office.stage.settle();
    assert.deepEqual(await owner('wx_zhou'), ['queue', null]);
    assert.ok(office.told('wx_wu').every((text) => !text.includes('接手')));
  });
});
