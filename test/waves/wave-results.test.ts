import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import type { CaseHouse } from '#commands/cases/case-stage.ts';
import { openHouse } from '#commands/open-house.ts';
import { formatYuan } from '#domain/money.ts';
import { DAY_MS, MINUTE_MS } from '#domain/time.ts';
import { waveResults } from '#papers/wave/wave-results.ts';
import { WaveLife } from './wave-life.ts';

describe('What came after a wave', function () {
  this.timeout(60_000);
  let house: CaseHouse;
  before(() => {
    house = { ...openHouse(), engine: 'plain' };
  });

  it('is counted from its word on, each household once a line, and nothing from before', async () => {
    const office = await WaveLife.begin(house);
    const { life } = office;
    try {
      await office.pay('1-102', 100);
      const id = (await office.draw()) ?? '';
      await life.advance(MINUTE_MS);
      await office.act(id, 'start');
      await life.settle();
      await life.advance(MINUTE_MS);
      await office.say('he', '我明天交');
      await life.settle();
      await life.advance(MINUTE_MS);
      await office.say('lin', '别再发了');
      await office.pay('2-201', 300);
      await office.pay('2-201', 680);
      await life.settle();
      const results = await life.store.read(async (tx) => {
        const wave = await tx.waves.byId(id);
        assert.ok(wave);
        return waveResults(tx, life.estate, wave, life.clock.now());
      });
      const { reached, promised, optedOut, paid, paidSum, disputed, holdOut } = results;
      assert.deepEqual([reached, promised, paid, disputed, holdOut], [3, 1, 1, 0, null]);
      assert.equal(formatYuan(paidSum), '980.00');
      assert.ok(optedOut >= 1);
      assert.ok(results.answers.some(({ key }) => key === 'promise'));
      // What comes a month later is not the wave's any more.
      await life.advance(40 * DAY_MS);
      await office.pay('1-102', 880);
      const later = await life.store.read(async (tx) => {
        const wave = await tx.waves.byId(id);
        assert.ok(wave);
        return waveResults(tx, life.estate, wave, life.clock.now());
      });
      assert.deepEqual([later.paid, formatYuan(later.paidSum)], [1, '980.00']);
    } finally {
      await life.end();
    }
  });
});
