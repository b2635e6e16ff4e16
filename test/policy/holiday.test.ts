import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { localDate } from '#domain/time.ts';
import { answerBy } from '#policy/answer-by.ts';
import { isStatutoryHoliday, isWorkingDay } from '#policy/statutory-holiday.ts';

const free = (day: string) => isStatutoryHoliday(localDate(day));
const worked = (day: string) => isWorkingDay(localDate(day));

describe('the calendar of the State Council', () => {
  it('knows the whole of a published holiday', () => {
    for (const day of ['2026-02-15', '2026-02-16', '2026-02-23', '2026-10-07', '2025-10-06']) {
      assert.ok(free(day), day);
    }
    assert.ok(!free('2026-02-24'));
    assert.ok(!free('2026-10-08'));
  });

  it('takes no weekend for a holiday', () => {
    assert.ok(!free('2026-03-07'));
    assert.ok(!worked('2026-03-07'));
  });

  it('works the weekends that make up for a holiday', () => {
    assert.ok(!free('2026-02-28'));
    assert.ok(worked('2026-02-28'));
  });

  it('keeps the days fixed by law in years that are not published yet', () => {
    // Spring Festival of 2027 is 6 February, of 2028 26 January; 2028 has a leap fifth month.
    for (const day of ['2027-02-05', '2027-02-06', '2027-02-08', '2028-01-25', '2028-01-28']) {
      assert.ok(free(day), day);
    }
    for (const day of ['2027-01-01', '2027-05-02', '2027-10-03', '2027-06-09', '2027-09-15']) {
      assert.ok(free(day), day);
    }
    assert.ok(!free('2027-02-09'));
    assert.ok(free('2028-05-28'));
    assert.ok(!free('2028-06-27'));
  });
});

describe('a person answers', () => {
  const by = (day: string) => answerBy(localDate(day));

  it('the next day in the week', () => {
    assert.equal(by('2026-03-03'), '2026-03-04');
  });

  it('on Monday what came on Friday', () => {
    assert.equal(by('2026-03-06'), '2026-03-09');
  });

  it('after the holiday, and on a Saturday that is worked', () => {
    assert.equal(by('2026-02-13'), '2026-02-14');
    assert.equal(by('2026-02-14'), '2026-02-24');
    assert.equal(by('2026-09-30'), '2026-10-08');
  });
});
