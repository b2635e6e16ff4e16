import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { fen, sumFen } from '#domain/money.ts';
import { daysBetween, localDate } from '#domain/time.ts';
import { offerPlan } from '#policy/plan-offer.ts';
import { zhou } from './household.ts';

const { policy } = zhou().estate;
const TODAY = localDate('2026-03-03');

describe('a plan in parts', () => {
  it('is equal to the fen, the first part within a week, the others a month apart', () => {
    assert.deepEqual(offerPlan(fen(240_001), 3, policy, TODAY), [
      { n: 1, due: '2026-03-10', amount: 80_001 },
      { n: 2, due: '2026-04-10', amount: 80_000 },
      { n: 3, due: '2026-05-10', amount: 80_000 },
    ]);
  });

  it('keeps the end of a shorter month', () => {
    const parts = offerPlan(fen(240_000), 3, policy, localDate('2027-01-24')) ?? [];
    assert.deepEqual(
      parts.map(({ due }) => due),
      ['2027-01-31', '2027-02-28', '2027-03-31'],
    );
  });

  it('is for the manager beyond the table: more parts, smaller parts, or no parts at all', () => {
    assert.equal(offerPlan(fen(240_000), 4, policy, TODAY), null);
    assert.equal(offerPlan(fen(29_900), 3, policy, TODAY), null);
    assert.equal(offerPlan(fen(240_000), 1, policy, TODAY), null);
    assert.equal(offerPlan(fen(240_000), 2.5, policy, TODAY), null);
  });

  it('always adds up, and gives nothing away', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer(), (total, count) => {
        const parts = offerPlan(fen(total), count, policy, TODAY);
        if (!parts) return;
        assert.equal(sumFen(parts.map(({ amount }) => amount)), total);
        assert.ok(parts.length <= policy.maxInstalments);
        assert.ok(parts.every(({ amount }) => amount >= policy.minInstalment));
        assert.ok(daysBetween(TODAY, parts[0]?.due ?? TODAY) <= 7);
      }),
    );
  });
});
