import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { recheckBindings } from '#accounts/identity/recheck.ts';
import { append } from '#ledger/append.ts';
import { DAY_MS } from '#domain/time.ts';
import { type Identity, openIdentity } from './identity-stage.ts';

const BOUND = /核验好了|已经和您的微信绑定/u;
const NO_CODE = /用不了|没能用这个码/u;
const PASSED_ON = /[2-9A-Z]{5}-[2-9A-Z]{5}/u;

describe('a resident who sends a code', () => {
  let house: Identity;
  beforeEach(async () => {
    house = await openIdentity();
  });
  afterEach(async () => house.stage.close());

  it('is bound to the home it was printed for, and hears its bill', async () => {
    const code = await house.print('3-2-1102');
    assert.match(await house.says('wx_who', `核验码 ${code.toLowerCase()}`), BOUND);
    assert.match(await house.says('wx_who', '欠多少物业费'), /3-2-1102/u);
    assert.ok((await house.types()).includes('bind'));
  });

  it('can use it once; for the next it is a code like any wrong one', async () => {
    const code = await house.print('3-2-1102');
    await house.says('wx_who', code);
    assert.match(await house.says('wx_else', code), NO_CODE);
  });

  it('cannot use one after a newer slip was printed, nor after 60 days', async () => {
    const older = await house.print('3-2-1102');
    const newer = await house.print('3-2-1102');
    assert.match(await house.says('wx_who', older), NO_CODE);
    await house.stage.advance(60 * DAY_MS);
    assert.match(await house.says('wx_who', newer), NO_CODE);
  });

  it('is bound also while a colleague holds the conversation, and the bot says nothing', async () => {
    const code = await house.print('3-2-1102');
    await house.says('wx_who', '转人工');
    assert.equal(await house.says('wx_who', code), '');
    const types = await house.types();
    assert.ok(types.includes('bind'));
  });

  it('is taken for a code even where its letters sound like a cry for help', async () => {
    for (const code of ['88TNY-NF9W3', '7Y7BM-VFW7F', 'JQX8M-4D8N9']) {
      assert.match(await house.says('wx_else', code), NO_CODE);
    }
  });

  it('has five wrong ones a day, and is then helped by a person', async () => {
    const codes: string[] = [];
    for (let n = 0; n < 6; n += 1) codes.push(await house.print('3-2-1102'));
    for (const code of codes.slice(0, 4)) assert.match(await house.says('wx_else', code), NO_CODE);
    await house.stage.restart();
    assert.match(await house.says('wx_else', codes[4] ?? ''), NO_CODE);
    assert.match(await house.says('wx_else', codes[5] ?? ''), /同事/u);
    const conversation = await house.stage.conversationOf('wx_else');
    assert.equal(conversation?.owner, 'queue');
  });

  it('leaves nothing of a code in the store but its hash', async () => {
    const code = await house.print('3-2-1102');
    const home = await house.stage.household('3-2-1102');
    const entries = await house.stage.store.read((tx) => tx.ledger.ofHousehold(home.id));
    assert.equal(JSON.stringify(entries).includes(code), false);
    const found = await house.stage.store.read((tx) => tx.bindCodes.byHash(code));
    assert.equal(found, undefined);
  });
});

describe('an owner who lets somebody else in', () => {
  let house: Identity;
  beforeEach(async () => {
    house = await openIdentity();
  });
  afterEach(async () => house.stage.close());

  async function passOn(scope: string): Promise<string> {
    await house.says('wx_own', '我想委托别人');
    const told = await house.says('wx_own', scope);
    return PASSED_ON.exec(told)?.[0] ?? assert.fail(told);
  }

  it('agrees in their own chat first; who only pays hears the sum and no period', async () => {
    const code = await passOn('只缴费');
    assert.match(await house.says('wx_who', code), /业主/u);
    assert.doesNotMatch(await house.says('wx_who', '欠多少'), /1950|980/u);
    assert.match(await house.says('wx_own', '同意委托'), /委托生效|可以用了/u);
    const sum = await house.says('wx_who', '欠多少物业费');
    assert.match(sum, /1950\.00/u);
    assert.doesNotMatch(sum, /2025|980|王建/u);
    assert.doesNotMatch(await house.says('wx_who', '我下周五交'), /记下/u);
    const home = await house.stage.household('3-2-1101');
    assert.deepEqual(await house.stage.store.read((tx) => tx.promises.of(home.id)), []);
  });

  it('who has moved out lets nobody in by a code passed on before', async () => {
    const code = await passOn('看账单');
    await house.says('wx_own', '解除绑定');
    const home = await house.stage.household('3-2-1101');
    assert.deepEqual(await house.stage.store.read((tx) => tx.bindings.to(home.id)), []);
    const shown = house.stage.shown.length;
    await house.says('wx_who', code);
    const entries = await house.stage.store.read((tx) =>
      tx.ledger.after(house.stage.estate.id, 0, 1000),
    );
    assert.match(entries.findLast(({ type }) => type === 'identity')?.body ?? '', /wrong-code/u);
    const told = house.stage.shown.slice(shown).filter(({ contact }) => contact === 'wx_own');
    assert.deepEqual(told, [], 'and is asked nothing');
  });

  it('lets somebody see each period, or speak and promise, as they chose', async () => {
    const seeing = await passOn('看账单');
    await house.says('wx_who', seeing);
    await house.says('wx_own', '同意委托');
    assert.match(await house.says('wx_who', '欠多少物业费'), /2025年7月/u);
    const speaking = await passOn('代沟通');
    await house.says('wx_else', speaking);
    await house.says('wx_own', '同意委托');
    await house.says('wx_else', '我这周五交');
    const home = await house.stage.household('3-2-1101');
    assert.equal((await house.stage.store.read((tx) => tx.promises.of(home.id))).length, 1);
    assert.match(await house.says('wx_own', '委托了谁'), /wx_who[\s\S]*wx_else/u);
  });

  it('refuses, and the code is void', async () => {
    const code = await passOn('看账单');
    await house.says('wx_who', code);
    await house.says('wx_own', '不同意委托');
    assert.doesNotMatch(await house.says('wx_who', '欠多少'), /1950|980/u);
    assert.match(await house.says('wx_else', code), NO_CODE);
  });

  it('takes it back by name, and all of it by leaving', async () => {
    for (const who of ['wx_who', 'wx_else']) {
      await house.says(who, await passOn('看账单'));
      await house.says('wx_own', '同意委托');
    }
    await house.says('wx_own', '取消委托 wx_who');
    assert.doesNotMatch(await house.says('wx_who', '欠多少'), /1950|980/u);
    assert.match(await house.says('wx_else', '欠多少'), /1950/u);
    await house.says('wx_own', '解除绑定');
    assert.doesNotMatch(await house.says('wx_else', '欠多少'), /1950|980/u);
  });

  it('cannot use their own code', async () => {
    assert.match(await house.says('wx_own', await passOn('看账单')), NO_CODE);
  });
});

describe('when the books name another owner', () => {
  it('who was verified is told once to prove it anew, and hears nothing of before', async () => {
    const house = await openIdentity();
    await house.says('wx_own', '能分两期吗');
    const home = await house.stage.household('3-2-1101');
    await house.stage.store.write((tx) =>
      recheckBindings(tx, home, 'owner', append, house.stage.clock.now()),
    );
    assert.match(await house.says('wx_own', '可以'), /资料.*更新/u);
    const again = await house.says('wx_own', '再说一遍');
    assert.doesNotMatch(again, /资料.*更新|1950|980|王建|975/u);
    assert.ok((await house.types()).includes('recheck'));
    await house.stage.close();
  });
});

describe('a request that staff decide', () => {
  for (const [end, words] of [
    ['approved', BOUND],
    ['refused', /证件/u],
  ] as const) {
    it(`is told to the resident in words once it is ${end}`, async () => {
      const house = await openIdentity();
      await house.says('wx_who', '3-2-1102 李梅 0002');
      const { store, estate, service } = house.stage;
      const [request] = await store.read((tx) => tx.identityRequests.open(estate.id));
      assert.equal(request?.room, '3-2-1102');
      assert.deepEqual(await service.identity.decide(request.id, end, 'chen', '看过房产证'), {
        ok: true,
      });
      await house.stage.settle();
      assert.match(house.heard('wx_who').join('\n'), words);
      const late = await service.identity.decide(request.id, 'approved', 'wang', '晚了');
      assert.deepEqual(late, { ok: false, why: 'closed' });
      await house.stage.close();
    });
  }
});
