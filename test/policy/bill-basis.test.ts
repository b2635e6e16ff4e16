import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readBasis } from '#accounts/import/basis-grammar.ts';
import { fen } from '#domain/money.ts';
import { basisLines } from '#policy/bill-basis.ts';
import { at, charge, zhou } from './household.ts';
import { Talk, scriptsOf, understood } from '../flows/conversation.ts';

const basis = { area: 8_590, rate: 25_000 };
/** 85.90 m² at 2.50 yuan for six months. */
const fee = charge('2025-12-31', '2026-03-03', { amount: fen(128_850), basis });
const asked = understood('ask_amount', { asksBasis: true });

describe('How a sum comes about', () => {
  it('is said where area, rate and months make it', () => {
    assert.deepEqual(
      basisLines([fee])?.map(({ area, rate, months }) => [area, rate, months]),
      [[8_590, 25_000, 6]],
    );
    const talk = new Talk();
    const actions = talk.say(asked, zhou({ home: { charges: [fee] } }), at('2026-03-03T10:00'));
    assert.deepEqual(scriptsOf(actions), ['unknown/bill-explained']);
  });

  it('is for finance where the books do not say it, or where it does not make the sum', () => {
    const odd = { ...fee, amount: fen(130_000) };
    const bare = charge('2025-12-31');
    for (const charges of [[odd], [bare], [fee, bare]]) {
      assert.equal(basisLines(charges), null);
      const actions = new Talk().say(asked, zhou({ home: { charges } }), at('2026-03-03T10:00'));
      assert.ok(actions.some((action) => action.do === 'hand-off' && action.queue === 'finance'));
    }
  });

  it('is read from the cells offices write, and only where it is exact', () => {
    assert.deepEqual(readBasis(85.9, '2.50元/㎡·月'), basis);
    assert.deepEqual(readBasis('118.30', 2.15), { area: 11_830, rate: 21_500 });
    assert.equal(readBasis(85.905, 2.5), undefined);
    assert.equal(readBasis(null, 2.5), undefined);
    assert.equal(readBasis(85.9, '面议'), undefined);
  });
});
