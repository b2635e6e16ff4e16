import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { fen } from '#domain/money.ts';
import { DAY_MS } from '#domain/time.ts';
import type { LedgerType } from '#ports/store/ledger.ts';
import { answerRequest } from '#rights/answer-request.ts';
import { eraseContact } from '#rights/erase.ts';
import { type LivedInHouse, openLivedInHouse } from '../papers/lived-in-house.ts';

describe('The ledger of the main job', function () {
  this.timeout(60_000);
  let home: LivedInHouse;
  beforeEach(async () => {
    home = await openLivedInHouse();
    seen = 0;
  });
  afterEach(async () => {
    await home.close();
    home.remove();
  });

  let seen = 0;
  /** What was written down since the last look. */
  async function written(): Promise<LedgerType[]> {
    const entries = await home.store.read((tx) => tx.ledger.after('plum', seen, 1000));
    seen = entries.at(-1)?.seq ?? seen;
    return entries.map(({ type }) => type);
  }
  const conversation = async () => {
    const [one] = await home.store.read((tx) => tx.conversations.ofHousehold(home.li.id));
    return one?.id ?? '';
  };
  const pay = async (amount: number, externalId: string) => {
    const bill = { householdId: home.li.id, period: null, source: 'billing' };
    await home.service.confirmPayment({ ...bill, amount: fen(amount), externalId });
    await home.service.pump.settle();
  };

  it('has every act of residents, of the bot and of staff, each where it happened', async () => {
    const { service } = home;
    const { staff } = service;
    const id = await conversation();
    await service.orderReminder(home.li.id, 'chen');
    await service.pump.settle();
    assert.deepEqual(await written(), ['approval', 'demand']);
    await home.say('li', '我下周五交');
    assert.deepEqual(await written(), ['received', 'promise', 'reply']);
    await home.say('li', '算了，下周五不行，改到下下周五');
    assert.ok((await written()).includes('promise'));
    await home.say('li', '停止提醒');
    assert.ok((await written()).includes('opt-out'));
    await home.say('li', '继续提醒我吧');
    assert.ok((await written()).includes('opt-in'));
    await home.say('li', '我已经交过了，上周转的');
    const claimed = await written();
    for (const type of ['payment-claim', 'handoff'] as const)
      assert.ok(claimed.includes(type), type);
    await staff.claim(id, 'chen');
    await staff.note(id, 'chen', '去财务问');
    await staff.reply(id, 'chen', '收到，我去核对');
    await service.pump.settle();
    assert.deepEqual(await written(), ['claim', 'note', 'staff-reply']);
    await pay(10_000, 'r1');
    assert.deepEqual(await written(), ['payment', 'payment-claim-closed']);
    await staff.handBack(id, 'chen', 'nothing-to-do');
    await service.pump.settle();
    assert.deepEqual(await written(), ['handback']);
    await home.say('li', '楼上漏水一直没人修，不修好我不交');
    assert.ok((await written()).includes('dispute'));
    await service.orderReminder(home.li.id, 'chen');
    await service.pump.settle();
    assert.deepEqual(await written(), ['approval', 'withheld']);
    await staff.takeOver(id, 'chen', '业主来电');
    await staff.handBack(id, 'chen', 'billing-corrected');
    await service.pump.settle();
    assert.deepEqual(await written(), ['takeover', 'dispute-resolved', 'handback']);
    await home.say('li', '我想看看能不能分两期交');
    assert.ok((await written()).includes('plan'));
    await home.say('li', '可以');
    await pay(118_800, 'r2');
    const settled = await written();
    for (const type of ['payment', 'plan'] as const) {
      assert.ok(settled.includes(type), type);
    }
  });

  it('has a promise that was kept', async () => {
    await home.say('li', '我下周五交');
    await pay(128_800, 'r1');
    assert.ok((await written()).includes('promise-kept'));
  });

  it('has a broken promise, and one taken back', async () => {
    await home.say('li', '我明天交');
    await home.say('li', '取消');
    assert.ok((await written()).includes('promise-cancelled'));
    await home.say('li', '我明天交');
    await home.pass(3 * DAY_MS);
    await home.service.orderReminder(home.li.id, 'chen');
    await home.service.pump.settle();
    assert.ok((await written()).includes('promise-broken'));
  });

  it('has what hand-backs do to a contact: the tie that ends, the silence that was asked for', async () => {
    const id = await conversation();
    await home.service.staff.takeOver(id, 'chen', '业主来电');
    await home.service.staff.handBack(id, 'chen', 'refuses-contact');
    assert.ok((await written()).includes('opt-out'));
    await home.service.staff.takeOver(id, 'chen', '业主来电');
    await home.service.staff.handBack(id, 'chen', 'wrong-person');
    assert.ok((await written()).includes('unbind'));
  });

  it('has no word of anybody: neither a reason that staff typed nor a note', async () => {
    const id = await conversation();
    await home.service.staff.takeOver(id, 'chen', '李四家里来电');
    await home.service.staff.note(id, 'chen', '李四住院了');
    const entries = await home.store.read((tx) => tx.ledger.after('plum', 0, 1000));
    assert.ok(entries.every(({ body }) => !/\p{Script=Han}/u.test(body)));
  });

  it('has a task and its end, a request about data, its answer and the erasure', async () => {
    const { store, clock, service, li } = home;
    const [charge] = await store.read((tx) => tx.charges.open(li.id));
    const due = charge?.due;
    assert.ok(charge && due !== undefined);
    const about = { id: 'task', estateId: 'plum', householdId: li.id, chargeId: charge.id };
    const state = { notice: 0, openedAt: clock.now(), closedAt: null, closedBy: null };
    const what = { kind: 'no-answer', queue: 'service', dueOn: due } as const;
    await store.write((tx) => tx.tasks.put({ ...about, ...what, ...state }));
    await service.staff.closeTask('task', 'chen');
    assert.ok((await written()).includes('task-done'));
    await home.say('tenant', '谁给你的我的电话');
    const [request] = await store.read((tx) => tx.personal.openRequests('plum'));
    const order = { staffId: 'chen', erase: false };
    await store.write((tx) => answerRequest(tx, request?.id ?? '', order, clock.now()));
    const asked = await written();
    for (const type of ['rights-request', 'rights-answer'] as const) {
      assert.ok(asked.includes(type), type);
    }
    const erased = { reason: 'request', by: 'chen' } as const;
    const tenant = await store.read((tx) => tx.contacts.byKey('wechat', 'tenant'));
    await store.write((tx) => eraseContact(tx, tenant?.id ?? '', erased, clock.now()));
    assert.ok((await written()).includes('erasure'));
  });

  it('has what became of a message that did not leave', async () => {
    const id = await conversation();
    const { staff } = home.service;
    await staff.takeOver(id, 'chen', '业主来电');
    await staff.reply(id, 'chen', '收到，我去核对');
    await staff.handBack(id, 'chen', 'work-order');
    await home.service.pump.settle();
    assert.ok((await written()).includes('delivery'));
  });
});
