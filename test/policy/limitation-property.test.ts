import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  LIMITATION_EVENTS,
  type LimitationEvent,
  LIMITATION_VIEWS,
  isLimitationEventType,
} from '#domain/limitation.ts';
import { type LocalDate, addDays, localDate } from '#domain/time.ts';
import { stateDaysOff } from '#policy/limitation/day-off.ts';
import { type LimitationCase, limitationStandings } from '#policy/limitation/standings.ts';

const FIRST = localDate('2012-01-01');
const day = fc.nat(6500).map((n) => addDays(FIRST, n));
const IDS = ['a', 'b', 'c'] as const;

const event = fc
  .record({
    date: day,
    type: fc.constantFrom(...Object.keys(LIMITATION_EVENTS).filter(isLimitationEventType)),
    delivered: fc.boolean(),
    to: fc.constantFrom('owner', 'family', 'other'),
    missing: fc.boolean(),
    periods: fc.option(fc.subarray([...IDS], { minLength: 1 }), { nil: undefined }),
    endAfter: fc.option(fc.nat(400), { nil: undefined }),
    newDueAfter: fc.option(fc.nat(400), { nil: undefined }),
  })
  .map(({ endAfter, newDueAfter, ...rest }): LimitationEvent => ({
    ...rest,
    ...(endAfter !== undefined && { end: addDays(rest.date, endAfter) }),
    ...(newDueAfter !== undefined && { newDue: addDays(rest.date, newDueAfter) }),
  }));

const given: fc.Arbitrary<LimitationCase> = fc.record({
  view: fc.constantFrom(...LIMITATION_VIEWS),
  asOf: day,
  periods: fc
    .tuple(day, day, day)
    .map((dues) => IDS.map((id, n) => ({ id, due: dues[n] ?? FIRST }))),
  events: fc.array(event, { maxLength: 6 }),
  isDayOff: fc.constant(stateDaysOff),
});

/** A period without a last day outlasts every day. */
const END = localDate('9999-12-31');
const ends = (one: LimitationCase): LocalDate[] =>
  limitationStandings(one).map(({ expiry }) => expiry ?? END);

describe('Limitation, whatever the history', () => {
  it('a demand that did not arrive changes nothing', () => {
    fc.assert(
      fc.property(given, event, (one, extra) => {
        const lost: LimitationEvent = { ...extra, type: 'demand-letter', delivered: false };
        const more = { ...one, events: [...one.events, lost] };
        assert.deepEqual(limitationStandings(more), limitationStandings(one));
      }),
    );
  });

  it('what happens after the day of the question changes nothing', () => {
    fc.assert(
      fc.property(given, event, fc.integer({ min: 1, max: 900 }), (one, extra, days) => {
        const later = { ...extra, date: addDays(one.asOf, days) };
        const more = { ...one, events: [...one.events, later] };
        assert.deepEqual(limitationStandings(more), limitationStandings(one));
      }),
    );
  });

  it('one more fact never ends a period sooner', () => {
    fc.assert(
      fc.property(given, event, (one, extra) => {
        const before = ends(one);
        const after = ends({ ...one, events: [...one.events, extra] });
        for (const [n, end] of after.entries()) assert.ok(end >= (before[n] ?? END));
      }),
      { numRuns: 500 },
    );
  });

  it('proof of arrival never ends a period sooner', () => {
    fc.assert(
      fc.property(given, (one) => {
        const before = ends(one);
        const proved = one.events.map((fact) => ({ ...fact, delivered: true, to: 'owner' }));
        const after = ends({ ...one, events: proved });
        for (const [n, end] of after.entries()) assert.ok(end >= (before[n] ?? END));
      }),
      { numRuns: 500 },
    );
  });

  it('the order in which the history was written down does not matter', () => {
    const shuffled = given.chain((one) =>
      fc
        .shuffledSubarray([...one.events], { minLength: one.events.length })
        .map((events) => [one, { ...one, events }] as const),
    );
    const plain = (one: LimitationCase) =>
      limitationStandings(one).map(({ period, expiry, status, contested }) => {
        return { period, expiry, status, contested };
      });
    fc.assert(
      fc.property(shuffled, ([one, other]) => assert.deepEqual(plain(other), plain(one))),
      { numRuns: 500 },
    );
  });

  it('a period is never told to end on a day off, nor to have run out before its last day is over', () => {
    fc.assert(
      fc.property(given, (one) => {
        for (const { expiry, status } of limitationStandings(one)) {
          if (expiry !== null) assert.ok(!stateDaysOff(expiry));
          assert.equal(
            status === 'expired',
            status !== 'not-started' && expiry !== null && expiry < one.asOf,
          );
        }
      }),
    );
  });

  it('only an agreement brings back what had run out', () => {
    fc.assert(
      fc.property(given, (one) => {
        const unagreed = one.events.filter(({ type }) => LIMITATION_EVENTS[type] !== 'agreement');
        const got = limitationStandings({ ...one, events: unagreed });
        assert.ok(got.every(({ status }) => status !== 'revived'));
      }),
    );
  });

  it('counted as instalments no period ends before it would by itself, where nothing happened', () => {
    fc.assert(
      fc.property(given, (one) => {
        const alone = ends({ ...one, view: 'per-period', events: [] });
        const together = ends({ ...one, view: 'instalment', events: [] });
        for (const [n, end] of together.entries()) assert.ok(end >= (alone[n] ?? END));
      }),
    );
  });
});
