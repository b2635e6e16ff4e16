import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { officeLater, officeMinutes } from '#policy/office-hours.ts';
import { instant } from '#domain/time.ts';
import { at, read, zhou } from './household.ts';

const DAILY = zhou().estate;
const WORKDAYS = zhou({ policy: { officeDays: 'working-days' } }).estate;

describe('Waiting by office hours', () => {
  it('counts what the office was there for, and no night', () => {
    assert.equal(officeMinutes(DAILY, at('2026-03-03T10:00'), at('2026-03-03T10:45')), 45);
    assert.equal(officeMinutes(DAILY, at('2026-03-03T17:30'), at('2026-03-04T09:10')), 40);
    assert.equal(officeMinutes(DAILY, at('2026-03-03T20:00'), at('2026-03-04T08:00')), 0);
  });

  it('leaves out weekends and holidays where the office does not work on them', () => {
    const [friday, monday] = [at('2026-03-06T17:50'), at('2026-03-09T09:20')];
    assert.equal(officeMinutes(WORKDAYS, friday, monday), 30);
    assert.equal(officeMinutes(DAILY, friday, monday), 30 + 2 * 9 * 60);
    assert.equal(officeMinutes(WORKDAYS, at('2026-10-01T09:00'), at('2026-10-03T18:00')), 0);
  });

  it('finds the moment when so much has passed', () => {
    assert.equal(read(officeLater(DAILY, at('2026-03-03T17:50'), 30)), '2026-03-04T09:20');
    assert.equal(read(officeLater(DAILY, at('2026-03-03T22:00'), 30)), '2026-03-04T09:30');
    assert.equal(read(officeLater(WORKDAYS, at('2026-03-06T17:50'), 30)), '2026-03-09T09:20');
  });

  it('finds exactly as much as it counts, whatever the moment', () => {
    const begin = at('2026-03-01T00:00');
    const moments = fc.integer({ min: 0, max: 14 * 24 * 60 });
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 2_000 }), (after, minutes) => {
        const from = instant(begin + after * 60_000);
        for (const estate of [DAILY, WORKDAYS]) {
          const until = officeLater(estate, from, minutes);
          assert.equal(officeMinutes(estate, from, until), minutes);
        }
      }),
    );
  });
});
