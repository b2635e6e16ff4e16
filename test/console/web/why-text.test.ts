import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { readPageTexts } from '#console/web/page-texts.ts';
import { type Wording, passedScripts, whyParts } from '#console/web/conversation/why-text.ts';
import { fill } from '#console/web/texts/fill.ts';
import { viewOfSelection } from '#console/server/view/selection-view.ts';
import { categoryId } from '#domain/category.ts';
import { selectionOf } from '../../fixtures/selection.ts';

const texts = readPageTexts(join(import.meta.dirname, '..', '..', '..', 'locales'));

function wordsOf(tag: string): Wording {
  const own = texts[tag] ?? {};
  return {
    t: (key, slots) => fill(own[key] ?? key, slots),
    nameOf: (family, code) => own[`${family}.${code}`] ?? code,
  };
}

const told = (selection = selectionOf(), tag = 'zh-CN') =>
  whyParts(wordsOf(tag), viewOfSelection(selection)).map(({ lines }) => lines.join(''));

describe('Why these words', () => {
  it('is told in plain words: what it answers, what was looked at, what decided', () => {
    assert.deepEqual(told(), [
      '到了提醒的时候',
      '类别：忘记了、阶段：温馨提醒、自住、没有失约、小区有缴费链接、有欠费、欠费数据够新、这户没听过这一条',
      '它比别的更贴合这户的情况。',
    ]);
  });

  it('names what the resident was understood to say, or why a colleague answers', () => {
    assert.match(told(selectionOf({ trigger: 'label:paid_claim' }))[0] ?? '', /说已缴/u);
    assert.match(told(selectionOf({ trigger: 'handoff:hardship' }))[0] ?? '', /困难/u);
    assert.match(told(selectionOf({ trigger: 'topic:vacant' }))[0] ?? '', /规定/u);
  });

  it('says when a script is borrowed because nothing fits in the own category', () => {
    const borrowed = selectionOf({ asked: categoryId('hardship'), from: categoryId('unknown') });
    assert.match(told(borrowed)[2] ?? '', /有困难.*未说明/u);
  });

  it('says of every other script what ruled it out or what it lost by', () => {
    const passed = passedScripts(wordsOf('zh-CN'), viewOfSelection(selectionOf()));
    assert.deepEqual(
      passed.map(({ why }) => why),
      ['不如选中的贴合这户', '不符合这户的情况（小区有没有缴费链接）', '不用于“温馨提醒”阶段'],
    );
  });

  it('does not speak of a home to explain an invitation to somebody unknown', () => {
    const [, facts] = told(selectionOf({ trigger: 'invite' }));
    assert.doesNotMatch(facts ?? '', /自住|欠费/u);
  });

  it('leaves no code untold, in either language', () => {
    for (const tag of Object.keys(texts)) {
      const parts = [...told(selectionOf(), tag), ...passedTexts(tag)];
      for (const part of parts) assert.doesNotMatch(part, /[{}]|why\.|decided\.|passed\.|fact\./u);
    }
  });

  function passedTexts(tag: string): string[] {
    return passedScripts(wordsOf(tag), viewOfSelection(selectionOf())).map(({ why }) => why);
  }
});
