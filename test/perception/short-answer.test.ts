import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { heard } from './subject.ts';

describe('short answers to an open question', () => {
  for (const text of [
    '1',
    '１',
    '一',
    '1.',
    '1、',
    '回复1',
    '选1',
    '第一个',
    '我选1吧',
    '1️⃣',
    '①',
  ]) {
    it(`${text} chooses the first of three`, () =>
      assert.equal(heard(text, { choices: 3 }).choice, 1));
  }

  it('a number beyond the menu chooses nothing', () => {
    assert.equal(heard('4', { choices: 3 }).choice, null);
    assert.equal(heard('0', { choices: 3 }).choice, null);
  });

  it('without a menu a number chooses nothing', () => {
    assert.equal(heard('1').choice, null);
  });

  for (const text of ['1500块', '1号交', '欠1个月', '分1期', '一直没人修']) {
    it(`${text} is no choice`, () => assert.equal(heard(text, { choices: 3 }).choice, null));
  }

  for (const text of [
    '好的',
    '可以',
    '行',
    '是',
    '对',
    '嗯嗯',
    '好的，谢谢',
    '可以的呀',
    'OK',
    'yes',
  ]) {
    it(`${text} says yes`, () => assert.equal(heard(text).answer, 'yes'));
  }

  for (const text of ['不行', '不是', '不要', '不用了', '不可以吧', 'no']) {
    it(`${text} says no`, () => assert.equal(heard(text).answer, 'no'));
  }

  for (const text of ['不是我的房子', '好的，周五交', '可以分期吗', '行不行', '对面垃圾没人收']) {
    it(`${text} is more than yes or no`, () => assert.equal(heard(text).answer, null));
  }

  it('a day alone, after the question for one, is a promise', () => {
    const said = heard('下周三吧', { awaiting: 'promise' });
    assert.equal(said.label, 'promise');
    assert.equal(said.days[0]?.due, '2026-03-11');
    assert.equal(said.days[0]?.unsure, false);
  });
});
