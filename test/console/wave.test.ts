import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { wavePreview } from '#console/api.ts';
import { report } from '#console/report-api.ts';
import { fen } from '#domain/money.ts';
import { type Browser, type Console, MORNING, openConsole } from './open-console.ts';

describe('waves and reports in the console', () => {
  let desk: Console;
  let chen: Browser;
  beforeEach(async () => {
    desk = await openConsole();
    chen = await desk.signIn('chen');
  });
  afterEach(async () => desk.close());

  it('shows before a wave who is reminded of what, in which words, and why not', async () => {
    const { json } = await chen.get('/api/estates/plum/wave');
    const { rows, total, sending, withheld } = wavePreview.parse(json);
    const [row] = rows;
    assert.equal(rows.length, 1);
    assert.equal(row?.room, '3-2-1101');
    assert.equal(row?.total, '1288.00');
    assert.equal(total, '1288.00');
    assert.equal(sending + withheld, 1);
    assert.notEqual(row?.sample, '');

    await desk.store.write(async (tx) => {
      const { contactId } = desk.plum.conversation;
      await tx.contacts.setOptedOut(contactId, MORNING);
    });
    const after = wavePreview.parse((await chen.get('/api/estates/plum/wave')).json);
    assert.ok(after.rows[0]?.reasons.includes('opted-out'));
    assert.deepEqual([after.sending, after.withheld], [0, 1]);
  });

  it('orders reminders in the name of who started the wave, each household once', async () => {
    const { id } = desk.plum.household;
    const answer = await chen.post('/api/estates/plum/wave', { households: [id, id] });
    assert.deepEqual([answer.status, answer.json], [200, { ordered: 1 }]);
    assert.deepEqual(desk.acts.orderReminder.args, [[id, 'chen']]);
  });

  it('starts no empty wave', async () => {
    assert.equal((await chen.post('/api/estates/plum/wave', { households: [] })).status, 400);
  });

  it('reports money by the day it came, the last day included', async () => {
    await desk.store.write(async (tx) => {
      const householdId = desk.plum.household.id;
      const rest = { source: 'counter', externalId: null, householdId, at: MORNING };
      await tx.payments.record({ ...rest, id: 'p1', amount: fen(64_400) });
    });
    const read = async (from: string, to: string) => {
      const { json } = await chen.get(`/api/estates/plum/report?from=${from}&to=${to}`);
      return new Map(report.parse(json).figures.map(({ key, value }) => [key, value]));
    };
    const today = await read('2026-11-23', '2026-11-23');
    assert.deepEqual([today.get('received'), today.get('payments')], ['644.00', 1]);
    assert.equal((await read('2026-11-01', '2026-11-22')).get('received'), '0.00');
    assert.deepEqual(
      [today.get('outstanding'), today.get('householdsOutstanding')],
      ['1288.00', 1],
    );
  });

  it('refuses days that are none, and a span that ends before it begins', async () => {
    for (const query of ['', '?from=2026-02-30&to=2026-03-01', '?from=2026-11-23&to=2026-11-01']) {
      const { status, json } = await chen.get(`/api/estates/plum/report${query}`);
      assert.equal(status, 400);
      assert.ok(typeof json === 'object' && json !== null && 'code' in json);
      assert.equal(json.code, 'BAD_REQUEST');
    }
  });
});
