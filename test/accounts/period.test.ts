import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { periodBetween, readPeriod } from '#accounts/import/period-grammar.ts';

describe('A billing period in an arrears workbook', () => {
  const said: readonly [string | number, string, string][] = [
    ['2024.1-2024.6', '2024-01', '2024-06'],
    ['2023年10月至2024年3月', '2023-10', '2024-03'],
    ['２０２４年１月－６月', '2024-01', '2024-06'],
    ['2024年第2季度', '2024-04', '2024-06'],
    ['2026年第三季度', '2026-07', '2026-09'],
    ['2026年上半年', '2026-01', '2026-06'],
    ['2025年下半年', '2025-07', '2025-12'],
    ['2024年度', '2024-01', '2024-12'],
    ['202401-202406', '2024-01', '2024-06'],
    ['2024/1/1-2024/6/30', '2024-01', '2024-06'],
    ['2025-01~2025-06', '2025-01', '2025-06'],
    ['24年1月-24年6月', '2024-01', '2024-06'],
    ['2026年7月', '2026-07', '2026-07'],
    [202406, '2024-06', '2024-06'],
    ['2024.01', '2024-01', '2024-01'],
    ['2024.10', '2024-10', '2024-10'],
    ['2025Q4', '2025-10', '2025-12'],
    ['2025年11月-2026年2月物业费', '2025-11', '2026-02'],
    ['2024年度-2025年度', '2024-01', '2025-12'],
    ['20240101-20240630', '2024-01', '2024-06'],
    ['2024-01-01 00:00:00', '2024-01', '2024-01'],
  ];
  for (const [cell, from, to] of said) {
    it(`${cell} is ${from} to ${to}`, () => assert.deepEqual(readPeriod(cell), { from, to }));
  }

  const doubtful: readonly (string | number | null)[] = [
    45_292,
    2024.1,
    // Text, too, as a spreadsheet saves the number; an office may write 2024.01 or 2024.10.
    '2024.1',
    '2024-01-01至2024-06-01',
    '2024年1月15日',
    '24.1-24.6',
    '2024-02-30~2024-03-31',
    '2024.13',
    '2024年6月-1月',
    '1-6月',
    '下半年',
    '',
    null,
  ];
  for (const cell of doubtful) {
    it(`${JSON.stringify(cell)} is refused, not guessed`, () => {
      assert.equal(readPeriod(cell), undefined);
    });
  }

  it('may stand in two cells', () => {
    assert.deepEqual(periodBetween('2024-01-01', '2024-06-30'), { from: '2024-01', to: '2024-06' });
    assert.equal(periodBetween('2024-06-30', '2024-01-01'), undefined);
  });
});
