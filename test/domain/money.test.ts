import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { fen, formatYuan, parseYuan, splitFen, sumFen } from '#domain/money.ts';

describe('Money', () => {
  it('is read as it was written, to the fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (amount) => {
        assert.equal(
          parseYuan(formatYuan(fen(amount === 0 ? 0 : amount))),
          amount === 0 ? 0 : amount,
        );
      }),
    );
  });

  it('is never a fraction of a fen', () => {
    assert.throws(() => fen(0.1 + 0.2), RangeError);
    for (const text of ['1.005', '', '1,288.05', '1e3', ' 1']) {
      assert.equal(parseYuan(text), undefined, text);
    }
  });

  it('is the same sum after it was split', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.integer({ min: 1, max: 24 }), (amount, parts) => {
        const split = splitFen(fen(amount), parts);
        assert.equal(sumFen(split), amount);
        assert.ok(Math.max(...split) - Math.min(...split) <= 1);
      }),
    );
  });
});
