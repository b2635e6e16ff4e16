import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { fill } from '#console/web/texts/fill.ts';
import {
  clockTime,
  dayAfter,
  dayOf,
  months,
  span,
  typedSum,
  yuan,
} from '#console/web/texts/format.ts';
import { fen, formatYuan } from '#domain/money.ts';

describe('What the pages write', () => {
  it('shows sums with thousands and two decimals, and loses no fen', () => {
    assert.equal(yuan('1288.05'), '¥1,288.05');
    assert.equal(yuan('-1234567.00'), '-¥1,234,567.00');
    assert.equal(yuan('0.30'), '¥0.30');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (amount) => {
        const written = formatYuan(fen(amount));
        assert.equal(typedSum(yuan(written)), amount < 100_000_000_000 ? written : undefined);
      }),
    );
  });

  it('reads a sum as people type it, and refuses what is none', () => {
    assert.equal(typedSum('１，２８８．５'), '1288.5');
    assert.equal(typedSum(' ¥ 980 '), '980');
    for (const none of ['', 'abc', '1.234', '-5', '1.2.3', '12元']) {
      assert.equal(typedSum(none), undefined, none);
    }
  });

  it('counts a wait in the largest unit that fits', () => {
    const minute = 60_000;
    assert.deepEqual(span(0), { unit: 'now', n: 0 });
    assert.deepEqual(span(59 * minute), { unit: 'minutes', n: 59 });
    assert.deepEqual(span(61 * minute), { unit: 'hours', n: 1 });
    assert.deepEqual(span(49 * 60 * minute), { unit: 'days', n: 2 });
  });

  it("keeps the estate's clock, wherever the browser stands", () => {
    const late = Date.parse('2026-11-22T16:30:00Z');
    assert.equal(dayOf(late, 'Asia/Shanghai'), '2026-11-23');
    assert.equal(clockTime(late, 'zh-CN', 'Asia/Shanghai'), '00:30');
    assert.equal(dayAfter('2026-03-01', -1), '2026-02-28');
    assert.equal(months('2025-07', '2025-12'), '2025-07 – 2025-12');
    assert.equal(months('2025-07', '2025-07'), '2025-07');
  });

  it('fills slots and leaves a gap visible', () => {
    assert.equal(fill('{n} of {m}', { n: 1 }), '1 of {m}');
  });
});
