import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { importList } from '#console/import-api.ts';
import { holdThings } from './held-things.ts';
import { type Browser, type Console, MORNING, openConsole } from './open-console.ts';

describe('a booked workbook', () => {
  let desk: Console;
  let chen: Browser;
  beforeEach(async () => {
    desk = await openConsole();
    for (const place of [desk.plum, desk.peach]) await holdThings(desk, place);
    chen = await desk.signIn('chen');
  });
  afterEach(async () => desk.close());

  it('is listed with who booked it, and whether it can be undone', async () => {
    const { json } = await chen.get('/api/estates/plum/imports');
    const [item, ...more] = importList.parse(json).items;
    assert.deepEqual(
      [item?.id, item?.by, item?.mode, more.length],
      ['import-of-plum', '小陈', 'partial', 0],
    );
    assert.deepEqual([item?.undone, item?.stands, item?.hasErrors], [null, 'too-old', true]);
  });

  it('is undone with a reason, and tells why where it cannot be', async () => {
    const undo = async (body: Record<string, unknown>) =>
      chen.post('/api/imports/import-of-plum/undo', body);
    assert.equal((await undo({ reason: ' ' })).status, 400);
    const told = await undo({ reason: '导错了表' });
    assert.deepEqual([told.status, told.json], [409, { code: 'UNDONE_BEFORE' }]);
    assert.deepEqual(desk.acts.undoImport.args, [
      ['import-of-plum', { by: 'chen', why: '导错了表' }],
    ]);
  });

  it('hands out its refused rows, and who took them is in the audit', async () => {
    const { status, headers } = await chen.get('/api/imports/import-of-plum/errors.xlsx');
    assert.equal(status, 200);
    assert.match(String(headers['content-disposition']), /errors-2026-10-31\.xlsx/u);
    const [entry] = await desk.store.read((tx) => tx.audit.newest(1, Infinity));
    assert.deepEqual(
      [entry?.act, entry?.actor, entry?.subject],
      ['export', 'chen', 'import-of-plum'],
    );
  });
});

describe('a bill that vanished from a whole list', () => {
  let desk: Console;
  let chen: Browser;
  beforeEach(async () => {
    desk = await openConsole();
    chen = await desk.signIn('chen');
    const { estate, household } = desk.plum;
    await desk.store.write(async (tx) => {
      const [charge] = await tx.charges.open(household.id);
      if (!charge) return;
      await tx.charges.setMissing(charge.id, 'list');
      const about = { estateId: estate.id, householdId: household.id, chargeId: charge.id };
      const what = { kind: 'vanished', queue: 'finance', dueOn: charge.due, notice: 0 } as const;
      const times = { openedAt: MORNING, closedAt: null, closedBy: null };
      await tx.tasks.put({ id: 'vanished', ...about, ...what, ...times });
    });
  });
  afterEach(async () => desk.close());

  it('is not ticked off: somebody has to say what became of it', async () => {
    const told = await chen.post('/api/tasks/vanished/done');
    assert.deepEqual([told.status, told.json], [409, { code: 'DECIDE_FIRST' }]);
    assert.equal(desk.staff.closeTask.callCount, 0);
  });

  it('is still owed', async () => {
    const { household } = desk.plum;
    assert.equal((await chen.post('/api/tasks/vanished/decide', { decision: 'owes' })).status, 200);
    assert.deepEqual(desk.acts.stillOwes.args, [[household.id, 'chen']]);
  });

  it('was paid: a payment for exactly this bill is booked in the name of who said so', async () => {
    assert.equal((await chen.post('/api/tasks/vanished/decide', { decision: 'paid' })).status, 200);
    const [[payment] = []] = desk.acts.confirmPayment.args;
    assert.deepEqual([payment?.amount, payment?.charges?.length], [64_400, 1]);
    assert.deepEqual([payment?.by, payment?.source], ['chen', 'office']);
  });

  it('is for who may confirm payments', async () => {
    const service = await desk.signIn('service');
    const told = await service.post('/api/tasks/vanished/decide', { decision: 'paid' });
    assert.deepEqual([told.status, told.json], [403, { code: 'NOT_ALLOWED' }]);
  });
});
