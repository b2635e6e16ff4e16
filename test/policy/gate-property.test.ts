import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { HouseholdFacts } from '#domain/facts.ts';
import { DAY_MS, type Instant, instant, localDate } from '#domain/time.ts';
import { WITHHOLDINGS } from '#domain/withholding.ts';
import { dateAt, wallClock } from '#domain/zone.ts';
import { gate } from '#policy/gate.ts';
import { isStatutoryHoliday } from '#policy/statutory-holiday.ts';
import { type Told, at, read, zhou } from './household.ts';

const promise = (due: string, status: 'open' | 'kept' | 'broken' | 'cancelled' = 'open') => ({
  id: `promise-${due}`,
  householdId: 'home',
  due: localDate(due),
  amount: null,
  madeAt: at('2026-03-01T10:00'),
  status,
});
describe('the send gate', () => {
  describe('holds for every household at every moment:', () => {
    const start = at('2025-12-20T00:00');
    const moment = fc
      .integer({ min: 0, max: 500 * 24 * 60 })
      .map((minutes) => instant(start + minutes * 60_000));
    const anything = fc.record({
      windowFrom: fc.integer({ min: 0, max: 1439 }),
      windowTo: fc.integer({ min: 0, max: 1440 }),
      perDay: fc.integer({ min: 0, max: 9 }),
      perWeek: fc.integer({ min: 0, max: 9 }),
      perWave: fc.integer({ min: 1, max: 9 }),
      gapHours: fc.integer({ min: 0, max: 96 }),
      liveBilling: fc.constant(true),
    });
    const touches = fc
      .array(moment, { maxLength: 6 })
      .map((moments) =>
        moments
          .toSorted((a, b) => b - a)
          .map((when) => ({ at: when, stage: null, script: null, delivered: true })),
      );
    const promises = fc.array(fc.constantFrom('2026-01-10', '2026-02-20', '2026-06-01'), {
      maxLength: 2,
    });
    const story = fc.record({ policy: anything, touches, promises, now: moment });

    const factsOf = (told: {
      policy: Told['policy'];
      touches: HouseholdFacts['touches'];
      promises: string[];
    }) =>
      zhou({
        policy: told.policy ?? {},
        home: { touches: told.touches, promises: told.promises.map((day) => promise(day)) },
      });

    const isOpen = (now: Instant) => {
      const { date, minutes } = wallClock(now, 'Asia/Shanghai');
      return minutes >= 8 * 60 && minutes < 22 * 60 && !isStatutoryHoliday(date);
    };

    it('nothing leaves before eight, after ten in the evening or on a holiday', () => {
      fc.assert(
        fc.property(story, ({ now, ...told }) => {
          const verdict = gate({ facts: factsOf(told), purpose: 'reminder', now });
          if (verdict.allowed) assert.ok(isOpen(now), read(now));
        }),
      );
    });

    it('nobody is written to twice a day or four times a week', () => {
      fc.assert(
        fc.property(story, ({ now, ...told }) => {
          const verdict = gate({ facts: factsOf(told), purpose: 'reminder', now });
          if (!verdict.allowed) return;
          const today = dateAt(now, 'Asia/Shanghai');
          const past = told.touches.filter(({ at: when }) => when > now - 7 * DAY_MS);
          assert.ok(past.length < 3);
          assert.ok(past.every(({ at: when }) => dateAt(when, 'Asia/Shanghai') !== today));
        }),
      );
    });

    it('at the moment it names, the gate opens, unless something new happens', () => {
      fc.assert(
        fc.property(story, ({ now, ...told }) => {
          const facts = factsOf(told);
          const verdict = gate({ facts, purpose: 'reminder', now });
          if (verdict.allowed || verdict.until === null) return;
          assert.ok(verdict.until > now);
          assert.deepEqual(gate({ facts, purpose: 'reminder', now: verdict.until }), {
            allowed: true,
          });
        }),
      );
    });

    it('reasons come in the order of policy, each once', () => {
      fc.assert(
        fc.property(story, ({ now, ...told }) => {
          const verdict = gate({ facts: factsOf(told), purpose: 'reminder', now });
          if (verdict.allowed) return;
          const places = verdict.reasons.map((reason) => WITHHOLDINGS.indexOf(reason));
          assert.deepEqual(
            places,
            [...new Set(places)].toSorted((a, b) => a - b),
          );
        }),
      );
    });
  });
});
