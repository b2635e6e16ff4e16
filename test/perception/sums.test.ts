import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { extract, findPhrases } from '#perception/extract.ts';
import { MARCH } from './subject.ts';

function read(text: string): ReturnType<typeof extract> {
  const moment = { now: MARCH, zone: 'Asia/Shanghai', corrects: false };
  return extract(text, text, findPhrases(text), moment);
}

const SUMS: Readonly<Record<string, readonly number[]>> = {
  '1500块': [150_000],
  '1,500元': [150_000],
  '1288.05元': [128_805],
  '¥980': [98_000],
  一千五: [150_000],
  三千二: [320_000],
  两百五十: [25_000],
  壹仟伍佰: [150_000],
  一千零五块: [100_500],
  '1.5千': [150_000],
  '2k': [200_000],
  一万二: [1_200_000],
  '1万2': [1_200_000],
  一百二十块五: [12_050],
  三十五块: [3500],
  '500先': [50_000],
  先交500: [50_000],
  转800给你: [80_000],
  '15号交500': [50_000],
  '先交两千，剩下的下个月': [200_000],
};

const NO_SUM = [
  '我住3-2-209',
  '电话13800000001',
  '2023年7月',
  '3月15号交',
  '5号楼',
  '三百天',
  '一百年',
  '千万别',
  '100平的房子',
  '12345',
  '欠了3个月',
  '88平',
];

describe('sums, parts and rooms in what residents say', () => {
  for (const [text, expected] of Object.entries(SUMS)) {
    it(`${text} is ${expected.join(' and ')} fen`, () =>
      assert.deepEqual(read(text).amounts, expected));
  }
  for (const text of NO_SUM) {
    it(`${text} is no sum`, () => assert.deepEqual(read(text).amounts, []));
  }

  const parts: Readonly<Record<string, number | null>> = {
    分三期: 3,
    分3个月: 3,
    分两次: 2,
    三次付清: 3,
    先交一半: 2,
    分十二期: 12,
    分期: null,
    欠了三个月: null,
    'can i pay in three parts': 3,
  };
  for (const [text, expected] of Object.entries(parts)) {
    it(`${text} asks for ${expected ?? 'no named number of'} parts`, () =>
      assert.equal(read(text).instalments, expected));
  }

  for (const text of ['3-2-209', '3栋2单元209', '3号楼2单元209室', '三栋二单元二零九']) {
    it(`${text} is the room 3-2-209`, () => assert.deepEqual(read(text).rooms, ['3-2-209']));
  }

  it('a day written with hyphens is no room', () => {
    assert.deepEqual(read('2026-03-15').rooms, []);
  });
});
