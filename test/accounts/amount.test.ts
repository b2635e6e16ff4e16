import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { readAmount } from '#accounts/import/amount-grammar.ts';
import { fen, formatYuan } from '#domain/money.ts';

describe('A sum in an arrears workbook', () => {
  const written: readonly [string | number, number][] = [
    ['￥1,344.00', 134_400],
    ['1,344', 134_400],
    ['１３４４．５', 134_450],
    ['1288.05元', 128_805],
    [0.1 + 0.2, 30],
    [1643.85, 164_385],
    [0, 0],
    ['RMB 100.500', 10_050],
    ['-¥20', -2000],
  ];
  for (const [cell, amount] of written) {
    it(`${cell} is ${formatYuan(fen(amount))}`, () => {
      assert.deepEqual(readAmount(cell), { ok: true, amount });
    });
  }

  it('with three decimals is for the office to round', () => {
    assert.deepEqual(readAmount(250.625), { ok: false, code: 'E_DECIMALS' });
    assert.deepEqual(readAmount('250.625'), { ok: false, code: 'E_DECIMALS' });
  });

  it('that is no number is refused', () => {
    for (const cell of ['#N/A', '见备注', '', null, '1,34', '1.344,00', '3万', '100-200', 1e15]) {
      assert.deepEqual(readAmount(cell), { ok: false, code: 'E_AMOUNT' });
    }
  });

  it('is the same whether the sheet holds text or a number', () => {
    fc.assert(
      fc.property(fc.nat(1e9), (amount) => {
        assert.deepEqual(readAmount(formatYuan(fen(amount))), readAmount(amount / 100));
      }),
    );
  });
});
