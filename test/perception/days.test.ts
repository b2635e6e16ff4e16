import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { instant } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import { extract, findPhrases } from '#perception/extract.ts';
import { MARCH, NOVEMBER, heard, perception } from './subject.ts';

/** Days as `2026-03-06`, with `?` where they are asked about. */
function days(text: string, now = MARCH): string {
  const phrases = findPhrases(text);
  return extract(text, text, phrases, { now, zone: 'Asia/Shanghai', corrects: false })
    .days.map(({ due, unsure }) => `${due}${unsure ? '?' : ''}`)
    .join(' ');
}

const ON_TUESDAY_3_MARCH: Readonly<Record<string, string>> = {
  今天交: '2026-03-03',
  今晚: '2026-03-03',
  明天交: '2026-03-04',
  明儿: '2026-03-04',
  听日俾: '2026-03-04',
  后天吧: '2026-03-05',
  大后天: '2026-03-06',
  我周五交: '2026-03-06',
  周二交: '2026-03-10',
  礼拜天: '2026-03-08',
  星期三前: '2026-03-04',
  这周五: '2026-03-06',
  本周一: '2026-03-02',
  下周一交: '2026-03-09',
  下周三吧: '2026-03-11',
  下个礼拜二: '2026-03-10',
  下下周一: '2026-03-16',
  周末: '2026-03-08',
  '15号': '2026-03-15',
  '15日之前': '2026-03-15',
  十五号: '2026-03-15',
  廿号: '2026-03-20',
  '1号交': '2026-04-01',
  '31号之前': '2026-03-31',
  三月九号交: '2026-03-09',
  '3月9日': '2026-03-09',
  '3月1号交': '2026-03-01',
  '3/15': '2026-03-15',
  '2026-04-01': '2026-04-01',
  '2026年4月1日前': '2026-04-01',
  明年1月5号: '2027-01-05',
  月底: '2026-03-31',
  本月底: '2026-03-31',
  这个月25号: '2026-03-25',
  下月5号: '2026-04-05',
  下个月底: '2026-04-30',
  下个月初: '2026-04-05?',
  月中: '2026-03-15?',
  '5月交': '2026-05-31?',
  这周内: '2026-03-08',
  下周: '2026-03-15?',
  三天内: '2026-03-06',
  '3天后': '2026-03-06',
  再给我十天: '2026-03-13',
  半个月后: '2026-03-18',
  一个星期后: '2026-03-10',
  一个月后: '2026-04-03',
  '24小时内': '2026-03-04',
  过两天: '2026-03-05?',
  过五天: '2026-03-08',
  年底: '2026-12-31',
  元旦前: '2026-12-31',
  国庆前交: '2026-09-30',
  端午前: '2026-06-18',
  春节前: '2027-02-05',
  中秋后: '2026-10-02?',
  我马上交: '2026-03-03',
  周五以后: '2026-03-06?',
  '20号左右': '2026-03-20?',
  大概周四: '2026-03-05?',
  周五或者周六: '2026-03-06? 2026-03-07?',
  '不是周五,是周四': '2026-03-05',
  '周五没空,周六交': '2026-03-07',
  周五出差回来交: '2026-03-06',
  'by the 15th': '2026-03-15',
  tomorrow: '2026-03-04',
  friday: '2026-03-06',
  'next monday': '2026-03-09',
  'march 9': '2026-03-09',
  'in 3 days': '2026-03-06',
  'end of the month': '2026-03-31',
};

const ON_WEDNESDAY_18_NOVEMBER: Readonly<Record<string, string>> = {
  周三: '2026-11-25',
  周五: '2026-11-20',
  下周三: '2026-11-25',
  '15号': '2026-12-15',
  下个月10号: '2026-12-10',
  月底: '2026-11-30',
  年底: '2026-12-31',
  元旦前: '2026-12-31',
  '1月5号': '2027-01-05',
  '10月1号交': '2026-10-01',
  除夕前: '2027-02-04',
};

const NO_DAY = [
  '发工资',
  '改天',
  '过几天',
  '昨天已经交了',
  '上周五电梯坏了',
  '三年前的',
  '2018年的',
  '2023年7月到12月',
  '以后天天交',
  '一周一次',
  '每周五',
  '5号楼',
  '今天才看到',
  '3-2-209',
  '13800000001',
];

describe('days in what residents say', () => {
  for (const [text, expected] of Object.entries(ON_TUESDAY_3_MARCH)) {
    it(`${text} said on Tuesday 3 March is ${expected}`, () => assert.equal(days(text), expected));
  }
  for (const [text, expected] of Object.entries(ON_WEDNESDAY_18_NOVEMBER)) {
    it(`${text} said on Wednesday 18 November is ${expected}`, () =>
      assert.equal(days(text, NOVEMBER), expected));
  }
  for (const text of NO_DAY) {
    it(`${text} names no day`, () => assert.equal(days(text), ''));
  }

  it('keeps the words as they were written', () => {
    assert.deepEqual(heard('下個禮拜三繳').days, [
      { due: '2026-03-11', unsure: false, words: '下個禮拜三' },
    ]);
  });

  it('takes the day of the estate, not of the machine', () => {
    const lateEvening = instant(Date.parse('2026-03-03T23:30:00+08:00'));
    assert.equal(dateAt(lateEvening, 'UTC'), '2026-03-03');
    const context = { now: lateEvening, awaiting: null, choices: 0 };
    const inChina = perception.understand('明天交', { ...context, timezone: 'Asia/Shanghai' });
    const inTokyo = perception.understand('明天交', { ...context, timezone: 'Asia/Tokyo' });
    assert.equal(inChina.days[0]?.due, '2026-03-04');
    assert.equal(inTokyo.days[0]?.due, '2026-03-05');
  });

  it('asks about a day that is named without a promise', () => {
    const said = heard('孩子下周一高考');
    assert.notEqual(said.label, 'promise');
    assert.ok(said.days.every(({ unsure }) => unsure));
  });

  it('never fails and never names a day that does not exist, whatever is written', () => {
    const words =
      '下 周 三 号 30 月 2 日 前 年 底 / - 2026 天 一 十 个 内 后 next feb 31 th 元旦 分 期 块';
    const piece = fc.constantFrom(...words.split(' '), ' ');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        for (const { due, words: named } of heard(pieces.join('')).days) {
          assert.match(due, /^\d{4}-\d{2}-\d{2}$/u);
          assert.ok(pieces.join('').includes(named));
        }
      }),
      { numRuns: 500 },
    );
  });
});
