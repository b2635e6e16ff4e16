import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { phone, residents } from '#console/simulator-api.ts';
import { fen } from '#domain/money.ts';
import { type Browser, type Console, MORNING, openConsole } from './open-console.ts';

describe('the simulated phones', () => {
  let desk: Console;
  let chen: Browser;
  let path: string;
  beforeEach(async () => {
    desk = await openConsole();
    chen = await desk.signIn('chen');
    path = `/api/simulator/residents/${encodeURIComponent(desk.plum.contact)}`;
  });
  afterEach(async () => desk.close());

  it('are those of residents of the estates somebody works for', async () => {
    const all = residents.parse((await chen.get('/api/simulator/residents')).json).items;
    assert.deepEqual(all.map(({ estate }) => estate).toSorted(), ['梅园', '桃园'].toSorted());
    const wang = await desk.signIn('wang');
    const his = residents.parse((await wang.get('/api/simulator/residents')).json).items;
    assert.deepEqual(
      his.map(({ estate, room, open }) => [estate, room, open]),
      [['桃园', '3-2-1101', '1288.00']],
    );
  });

  it('show what was said on them', async () => {
    const said = {
      id: 'm1',
      contact: desk.plum.contact,
      from: 'us',
      kind: 'text',
      text: '您好',
      at: MORNING,
    } as const;
    desk.phones.history.returns([said]);
    const screen = phone.parse((await chen.get(path)).json);
    assert.deepEqual(screen.messages, [
      { id: 'm1', from: 'us', kind: 'text', text: '您好', at: MORNING },
    ]);
    assert.equal(screen.open, '1288.00');
  });

  it('let a resident write or send something, and a colleague type', async () => {
    await chen.post(`${path}/say`, { text: '在吗' });
    await chen.post(`${path}/phone`, { text: '我来处理' });
    await chen.post(`${path}/media`, { kind: 'voice' });
    assert.deepEqual(desk.phones.say.args, [[desk.plum.contact, '在吗']]);
    assert.deepEqual(desk.phones.typeOnPhone.args, [[desk.plum.contact, '我来处理']]);
    assert.deepEqual(desk.phones.sendMedia.args, [[desk.plum.contact, 'voice']]);
    assert.equal((await chen.post(`${path}/media`, { kind: 'enter' })).status, 400);
  });

  it('let the billing system confirm a sum in whole fen', async () => {
    assert.equal((await chen.post(`${path}/payment`, { amount: '1288.05' })).status, 200);
    const [payment] = desk.acts.confirmPayment.firstCall.args;
    assert.equal(payment.amount, fen(128_805));
    assert.equal(payment.householdId, desk.plum.household.id);
    for (const amount of ['0', '-1', '1.005', '1e3', '', '１００']) {
      assert.equal((await chen.post(`${path}/payment`, { amount })).status, 400, amount);
    }
    assert.equal(desk.acts.confirmPayment.callCount, 1);
  });

  it('do not exist for a contact nobody knows', async () => {
    assert.equal((await chen.get('/api/simulator/residents/nobody')).status, 404);
  });
});
