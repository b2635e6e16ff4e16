import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { fen } from '#domain/money.ts';
import { DAY_MS, HOUR_MS } from '#domain/time.ts';
import { storedPage } from '#perception/language-model/page.ts';
import type { Store } from '#ports/store/store.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import {
  type Loopback,
  PLAIN,
  StandingClock,
  answers,
  openLoopback,
  openModelAt,
  sends,
} from './loopback-model.ts';

const GOOD = answers({ label: 'hardship', certainty: 'sure' });
const FREE = { input: fen(0), output: fen(0) };

describe('the bounds of the language model', () => {
  let loopback: Loopback;
  let store: Store;
  let clock: StandingClock;
  beforeEach(async () => {
    loopback = await openLoopback();
    store = await openSqlite({ file: ':memory:' });
    clock = new StandingClock();
  });
  afterEach(async () => {
    await loopback.close();
    await store.close();
  });

  /** A service that was started anew on the same store. */
  const started = (daily: { calls?: number; tokens?: number; cost?: number }, price = FREE) =>
    openModelAt(loopback.url, {
      clock,
      page: storedPage(store, 'model-budget'),
      settings: {
        daily: {
          calls: daily.calls ?? 1000,
          tokens: daily.tokens ?? 10_000_000,
          cost: daily.cost === undefined ? undefined : fen(daily.cost),
        },
        price,
      },
    }).model;

  it('after the day’s questions nothing is asked until the next day, also after a restart', async () => {
    const first = started({ calls: 2 });
    assert.equal((await first.label(PLAIN)).ok, true);
    assert.equal((await first.label(PLAIN)).ok, true);
    assert.deepEqual(await first.label(PLAIN), { ok: false, why: 'spent' });
    assert.deepEqual(await started({ calls: 2 }).label(PLAIN), { ok: false, why: 'spent' });
    assert.equal(loopback.requests.length, 2);
    clock.pass(DAY_MS);
    assert.equal((await started({ calls: 2 }).label(PLAIN)).ok, true);
  });

  it('the day ends at midnight of the office, and a clock set back gives none twice', async () => {
    assert.equal((await started({ calls: 1 }).label(PLAIN)).ok, true);
    clock.pass(13 * HOUR_MS);
    assert.equal((await started({ calls: 1 }).label(PLAIN)).ok, false);
    clock.pass(2 * HOUR_MS);
    assert.equal((await started({ calls: 1 }).label(PLAIN)).ok, true);
    clock.pass(-15 * HOUR_MS);
    assert.equal((await started({ calls: 1 }).label(PLAIN)).ok, false);
  });

  it('tokens count as the endpoint reports them, and as the most they can be before', async () => {
    const model = started({ tokens: 12_000 });
    let answered = 0;
    while (answered < 100 && (await model.label(PLAIN)).ok) answered += 1;
    assert.ok(answered > 5 && answered < 24, `${answered} questions of 520 tokens`);
    assert.deepEqual(await model.label(PLAIN), { ok: false, why: 'spent' });
  });

  it('a sum of money for the day is never passed', async () => {
    // 500 tokens in at 100 yuan a million are 5 fen; 20 out at 200 are 0.4 fen.
    const price = { input: fen(10_000), output: fen(20_000) };
    const model = started({ cost: 200 }, price);
    let answered = 0;
    while (answered < 100 && (await model.label(PLAIN)).ok) answered += 1;
    assert.ok(answered > 10 && answered * 5.4 <= 200, `${answered} questions of 5.4 fen`);
  });

  it('two processes of one store share the budget', async () => {
    const pair = [started({ calls: 3 }), started({ calls: 3 })];
    const asked = await Promise.all(
      Array.from({ length: 4 }, async (_, n) => pair[n % 2]?.label(PLAIN)),
    );
    assert.equal(asked.filter((one) => one?.ok).length, 3);
  });

  it('what stands in the store and cannot be read is begun anew', async () => {
    await store.write((tx) => tx.documents.compareAndSet('model-budget', 'rubbish', null));
    assert.equal((await started({ calls: 1 }).label(PLAIN)).ok, true);
    assert.equal((await started({ calls: 1 }).label(PLAIN)).ok, false);
  });

  it('a store that fails costs the answer and nothing else', async () => {
    const page = { change: async () => Promise.reject(new Error('disk')) };
    const { model, reported } = openModelAt(loopback.url, { page });
    assert.equal((await model.label(PLAIN)).ok, false);
    assert.equal(loopback.requests.length, 0);
    assert.equal(reported.length, 1);
  });

  describe('after five failures in a row', () => {
    it('the endpoint rests for a minute; then one question tries whether it is back', async () => {
      const { model } = openModelAt(loopback.url, { clock });
      loopback.behave(sends(500, 'oops'));
      for (let n = 0; n < 5; n += 1) await model.label(PLAIN);
      assert.deepEqual(await model.label(PLAIN), { ok: false, why: 'resting' });
      clock.pass(59_000);
      assert.deepEqual(await model.label(PLAIN), { ok: false, why: 'resting' });
      assert.equal(loopback.requests.length, 5);

      clock.pass(1000);
      loopback.behave(GOOD);
      const both = await Promise.all([model.label(PLAIN), model.label(PLAIN)]);
      assert.deepEqual(
        both.map((one) => (one.ok ? 'answered' : one.why)),
        ['answered', 'resting'],
      );
      assert.equal((await model.label(PLAIN)).ok, true);
    });

    it('a try that fails lets it rest again', async () => {
      const { model } = openModelAt(loopback.url, { clock });
      loopback.behave(sends(500, 'oops'));
      for (let n = 0; n < 5; n += 1) await model.label(PLAIN);
      clock.pass(60_000);
      await model.label(PLAIN);
      assert.deepEqual(await model.label(PLAIN), { ok: false, why: 'resting' });
      assert.equal(loopback.requests.length, 6);
    });
  });

  it('four failures and a success are no reason to rest', async () => {
    const { model } = openModelAt(loopback.url, { clock });
    for (let round = 0; round < 3; round += 1) {
      loopback.behave(sends(500, 'oops'));
      for (let n = 0; n < 4; n += 1) await model.label(PLAIN);
      loopback.behave(GOOD);
      assert.equal((await model.label(PLAIN)).ok, true);
    }
  });
});
