import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { newCode } from '#accounts/identity/bind-code.ts';
import { CODE_LENGTH, CODE_SIGNS, readCode, spelled } from '#policy/identity/code.ts';

const drawn = fc.constant(null).map(newCode);

describe('a one-time code', () => {
  it('has at least 40 bits and no sign that looks like another', () => {
    assert.ok(CODE_LENGTH * Math.log2(CODE_SIGNS.length) >= 40);
    assert.equal(/[01OILSU]/u.test(CODE_SIGNS), false);
  });

  it('is read however it is typed: small, without the dash, with words around it', () => {
    fc.assert(
      fc.property(drawn, (code) => {
        for (const text of [
          code,
          spelled(code),
          spelled(code).toLowerCase(),
          `我的核验码是${spelled(code)}，谢谢`,
          `${code.slice(0, 5)} ${code.slice(5)}`,
        ]) {
          assert.deepEqual(readCode(text), { found: 'code', code }, text);
        }
      }),
    );
  });

  it('with one wrong sign, or two that changed places, is never taken for another code', () => {
    const place = fc.nat(CODE_LENGTH - 1);
    fc.assert(
      fc.property(drawn, place, fc.constantFrom(...CODE_SIGNS), (code, at, sign) => {
        const wrong = code.slice(0, at) + sign + code.slice(at + 1);
        if (wrong !== code) assert.notEqual(readCode(wrong)?.found, 'code');
        const [one = '', other = ''] = code.slice(at, at + 2);
        const swapped = code.slice(0, at) + other + one + code.slice(at + 2);
        if (swapped !== code) assert.notEqual(readCode(swapped)?.found, 'code');
      }),
    );
  });

  it('is not seen in a phone number, a sum, a room or plain words', () => {
    for (const text of [
      '13800138000',
      '我家3-2-1101',
      '980.00元',
      'hello world',
      '2026-03-03',
      '好的',
    ])
      assert.equal(readCode(text), null, text);
  });
});
