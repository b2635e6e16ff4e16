import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type Fen, fen, shareOf, sumFen } from '#domain/money.ts';
import { addDays, localDate } from '#domain/time.ts';
import { offerPlan } from '#policy/plan-offer.ts';
import { planStanding } from '#policy/plan-standing.ts';
import { nextLookAt, personNeeded } from '#policy/person-needed.ts';
import { at, charge, read, zhou } from './household.ts';

const TODAY = localDate('2026-03-03');
const { policy } = zhou().estate;

function planOf(total: number, count: number) {
  const parts = offerPlan(fen(total), count, { ...policy, minInstalment: fen(1) }, TODAY);
  assert.ok(parts);
  return { id: 'plan', householdId: 'home', status: 'agreed', total: fen(total), parts } as const;
}

const owed = (amount: number, paid: number) =>
  charge('2025-12-31', '2026-03-03', { amount: fen(amount), paid: fen(paid) });

describe('A plan by the books', () => {
  const sums = fc.integer({ min: 100, max: 10_000_000 });
  const counts = fc.constantFrom(2, 3);

  it('has parts that add up to the fen, and what is left of them adds up to what is owed', () => {
    fc.assert(
      fc.property(sums, counts, fc.double({ min: 0, max: 1, noNaN: true }), (total, count, of) => {
        const plan = planOf(total, count);
        assert.equal(sumFen(plan.parts.map(({ amount }) => amount)), total);
        const paid = Math.floor(total * of);
        const { open, received } = planStanding(plan, [owed(total, paid)], policy, TODAY);
        assert.equal(received, paid);
        assert.equal(sumFen(open.map(({ amount }) => amount)), total - paid);
      }),
    );
  });

  it('is kept while each part is there on its day, and missed the day after it was not', () => {
    const plan = planOf(100_000, 2);
    const [first] = plan.parts;
    assert.ok(first);
    const missed = (paid: number, days: number) =>
      planStanding(plan, [owed(100_000, paid)], policy, addDays(first.due, days)).missed?.n;
    assert.equal(missed(0, 0), undefined);
    assert.equal(missed(0, 1), 1);
    assert.equal(missed(49_999, 1), 1);
    assert.equal(missed(50_000, 1), undefined);
  });

  it('has nothing to do with what fell due after it was made', () => {
    const later = charge('2026-03-31', '2026-03-03', { amount: fen(70_000) });
    const { received } = planStanding(planOf(100_000, 2), [owed(100_000, 0), later], policy, TODAY);
    assert.equal(received, 0);
  });
});

describe('A share of a sum', () => {
  it('and the rest make the whole, to the fen', () => {
    const share = fc
      .integer({ min: 2, max: 100 })
      .chain((of) => fc.integer({ min: 1, max: of - 1 }).map((parts) => ({ parts, of })));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), share, (sum, { parts, of }) => {
        const amount: Fen = shareOf(fen(sum), { parts, of });
        assert.ok(Math.abs(amount - (sum * parts) / of) < of);
        assert.ok(amount >= 0 && amount <= sum);
      }),
    );
    assert.equal(shareOf(fen(98_001), { parts: 1, of: 2 }), 49_001);
  });
});

describe('A person is needed', () => {
  const plan = planOf(98_000, 2);
  const late = at('2026-03-11T09:00');

  it('the morning after a part that did not come, and it is the manager', () => {
    assert.equal(
      read(nextLookAt(zhou({ home: { plan } }), at('2026-03-03T10:00'))),
      '2026-03-11T09:00',
    );
    assert.equal(personNeeded(zhou({ home: { plan } }), at('2026-03-10T23:00'), null), null);
    const needed = personNeeded(zhou({ home: { plan } }), late, null);
    assert.ok(needed?.how === 'hand-off' && needed.queue === 'manager');
  });

  it('when the time of a claim is over, and not before', () => {
    const claim = { id: 'c', householdId: 'home', claimedAt: at('2026-03-03T10:00'), until: late };
    assert.equal(personNeeded(zhou({ home: { claim } }), at('2026-03-11T08:59'), null), null);
    const needed = personNeeded(zhou({ home: { claim, plan } }), late, null);
    assert.ok(needed?.how === 'hand-off' && needed.queue === 'finance');
  });

  it('never twice: what a person has already is theirs', () => {
    assert.equal(personNeeded(zhou({ home: { plan, withStaff: true } }), late, null), null);
    assert.equal(nextLookAt(zhou({ home: { plan, withStaff: true } }), late), null);
  });
});
