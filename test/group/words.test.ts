import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { parse } from 'yaml';
import { z } from 'zod';
import { LOCALES } from '#commands/open-house.ts';
import { OUTCOMES } from '#domain/handoff.ts';
import { isSafe } from '#group/post.ts';
import { readCommand } from '#group/read-command.ts';
import { house } from './group-stage.ts';

const shape = z.record(z.string(), z.record(z.string(), z.string()));
const textsOf = (tag: string) =>
  shape.parse(parse(readFileSync(join(LOCALES, tag, 'group.yaml'), 'utf8')));
const read = (text: string) => readCommand(text, house.groupWords);

describe('The words of colleagues in WeChat', () => {
  it('are the same in every language, with the same values', () => {
    const [own, english] = [textsOf('zh-CN'), textsOf('en')];
    const values = (text = '') =>
      [...text.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name).toSorted();
    for (const [family, texts] of Object.entries(own)) {
      assert.deepEqual(Object.keys(english[family] ?? {}), Object.keys(texts));
      for (const key of Object.keys(texts)) {
        assert.deepEqual(values(english[family]?.[key]), values(texts[key]), `${family}.${key}`);
      }
    }
  });

  it('are whole: none ends where a number sign after a space would begin a remark', () => {
    for (const tag of ['zh-CN', 'en']) {
      const lines = readFileSync(join(LOCALES, tag, 'group.yaml'), 'utf8').split('\n');
      const cut = lines.filter((line) => /^ +[\w-]+: [^'"].*\s#/u.test(line));
      assert.deepEqual(cut, [], tag);
    }
  });

  it('have no figure of their own, which would be stopped as one of unknown origin', () => {
    for (const family of ['alert', 'say']) {
      for (const text of Object.values(textsOf('zh-CN')[family] ?? {})) {
        assert.ok(isSafe({ text: text.replaceAll(/\{\w+\}/gu, ''), known: [] }), text);
      }
    }
  });

  it('name each outcome by a word of its own', () => {
    for (const tag of ['zh-CN', 'en']) {
      const words = Object.values(textsOf(tag)['outcome'] ?? {});
      assert.equal(new Set(words).size, OUTCOMES.length, tag);
    }
  });

  it('are read with or without spaces, wide or narrow, in both languages', () => {
    for (const text of [
      '#接手 12',
      '#接手12',
      '＃接手 ＃１２',
      ' # 接手 #12 ',
      '#claim 12',
      '#CLAIM 12',
    ]) {
      assert.deepEqual(read(text), { do: 'claim', number: 12 }, text);
    }
    for (const text of [
      '#交还 12 工单',
      '#交还12工单',
      '#hand back 12 Work Order',
      '#交还 12 work-order',
    ]) {
      assert.deepEqual(read(text), { do: 'hand-back', number: 12, outcome: 'work-order' }, text);
    }
    assert.deepEqual(read('#绑定本群 abc'), { do: 'bind-group', words: 'abc' });
    assert.deepEqual(read('#绑定 abc'), { do: 'bind', words: 'abc' });
  });

  it('are not guessed at: what is unclear is asked for, and what is none is left alone', () => {
    assert.deepEqual(read('#接手 三号'), { do: 'claim', number: 'unclear' });
    assert.deepEqual(read('#接手 12 13'), { do: 'claim', number: 'unclear' });
    assert.deepEqual(read('#接手 1234567890'), { do: 'claim', number: 'unclear' });
    assert.deepEqual(read('#交还 12 差不多了'), {
      do: 'hand-back',
      number: 12,
      outcome: 'unclear',
    });
    for (const text of ['接手 12', '#停车', '#', '', '我 #接手 12'])
      assert.equal(read(text), null, text);
  });
});
