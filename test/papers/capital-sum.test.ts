import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fen } from '#domain/money.ts';
import { capitalSum } from '#papers/letter/capital-sum.ts';
import { words } from './lived-in-house.ts';

describe('A sum in bankers’ writing', () => {
  for (const [amount, text] of [
    [0, '零元整'],
    [5, '伍分'],
    [50, '伍角'],
    [100, '壹元整'],
    [105, '壹元零伍分'],
    [1000, '壹拾元整'],
    [128_800, '壹仟贰佰捌拾捌元整'],
    [128_850, '壹仟贰佰捌拾捌元伍角'],
    [128_853, '壹仟贰佰捌拾捌元伍角叁分'],
    [100_400, '壹仟零肆元整'],
    [101_000, '壹仟零壹拾元整'],
    [1_000_000, '壹万元整'],
    [1_050_000, '壹万零伍佰元整'],
    [1_000_107, '壹万零壹元零柒分'],
    [10_000_000, '壹拾万元整'],
    [10_203_040, '壹拾万贰仟零叁拾元肆角'],
    [100_000_007, '壹佰万元零柒分'],
    [12_345_678_900, '壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元整'],
    [10_000_000_100, '壹亿零壹元整'],
    [10_010_000_000, '壹亿零壹拾万元整'],
  ] as const) {
    it(`writes ${amount / 100} as ${text}`, () => {
      assert.equal(capitalSum(fen(amount), words.capital), text);
    });
  }
});
