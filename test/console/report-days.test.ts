import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { report } from '#console/report-api.ts';
import { fen } from '#domain/money.ts';
import { type Browser, type Console, MORNING, openConsole } from './open-console.ts';

describe('reports in the console', () => {
  let desk: Console;
  let chen: Browser;
  beforeEach(async () => {
    desk = await openConsole();
    chen = await desk.signIn('chen');
  });
  afterEach(async () => desk.close());

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
