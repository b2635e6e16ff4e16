import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AccountHint } from '#ports/perceive.ts';
import { MARCH, perception } from './subject.ts';

const LIVED_IN: AccountHint = { empty: false, owing: true, overdueYears: 1.5 };

function label(text: string, account: AccountHint, awaiting: string | null = null): string {
  const context = { now: MARCH, timezone: 'Asia/Shanghai', choices: 0, awaiting, account };
  return perception.understand(text, context).label;
}

describe('words with two meanings', () => {
  it('speak of the age of the debt only where there is an old one', () => {
    assert.equal(label('老早了', { ...LIVED_IN, overdueYears: 5 }), 'statute_limitation');
    assert.notEqual(label('老早了', { ...LIVED_IN, overdueYears: 0.2 }), 'statute_limitation');
  });

  it('speak of a payment where nothing is owed', () => {
    assert.equal(label('没欠啊', { ...LIVED_IN, owing: false, overdueYears: 0 }), 'paid_claim');
  });

  it('keep their meaning where they are clear, whatever the books say', () => {
    for (const account of [LIVED_IN, { ...LIVED_IN, empty: true }, { ...LIVED_IN, owing: false }]) {
      assert.equal(label('电梯坏了三个月没人修', account), 'service_quality');
      assert.equal(label('我不想活了', account), 'vulnerable');
      assert.equal(label('别再给我发消息了', account, 'promise'), 'opt_out');
    }
  });
});
