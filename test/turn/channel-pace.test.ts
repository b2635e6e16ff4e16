import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { nextSendAt } from '#policy/next-send.ts';
import { HOUR_MS, type Instant, instant, later } from '#domain/time.ts';

const MORNING = instant(Date.parse('2026-03-03T10:00:00+08:00'));

describe('The pace of an account', () => {
  const pace = { proactivePerHour: 20, betweenMs: 3000 };

  it('spreads reminders, and never lets more into an hour than it may', () => {
    const sent: { at: Instant; proactive: boolean }[] = [];
    let now = MORNING;
    for (let index = 0; index < 100; index += 1) {
      now = nextSendAt(
        pace,
        sent.filter(({ at }) => at >= later(now, -HOUR_MS)),
        true,
        (index % 10) / 10,
        now,
      );
      sent.unshift({ at: now, proactive: true });
    }
    for (const { at } of sent) {
      const within = sent.filter((one) => one.at > later(at, -HOUR_MS) && one.at <= at);
      assert.ok(within.length <= 20);
    }
  });

  it('lets an answer follow within seconds', () => {
    const sent = [{ at: MORNING, proactive: true }];
    assert.equal(nextSendAt(pace, sent, false, 0.5, MORNING) - MORNING, 3000);
    assert.equal(nextSendAt(pace, [], false, 0.5, MORNING), MORNING);
  });
});
