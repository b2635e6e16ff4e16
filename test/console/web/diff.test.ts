import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type DiffPart, diffOf } from '#console/web/script/diff.ts';

const written = (parts: readonly DiffPart[]): string =>
  parts
    .map(({ kind, text }) =>
      kind === 'same' ? text : kind === 'added' ? `[+${text}]` : `[-${text}]`,
    )
    .join('');

describe('what changed in a wording', () => {
  it('is told by words, with a slot as one word', () => {
    const before = '{room}还有{total}没有缴，麻烦您看一下。';
    const after = '{room}的{total}还没有缴，麻烦您有空看一下。';
    assert.equal(
      written(diffOf(before, after, 'zh-CN')),
      '{room}[-还有][+的]{total}[+还]没有缴，麻烦您[+有空]看一下。',
    );
  });

  it('is one change where a sentence was written anew', () => {
    assert.equal(
      written(diffOf('您好，在吗？', '早上，来吗？', 'zh-CN')),
      '[-您好，在][+早上，来]吗？',
    );
  });

  it('is nothing where nothing changed', () => {
    assert.deepEqual(diffOf('您好。', '您好。', 'zh-CN'), [{ kind: 'same', text: '您好。' }]);
  });

  it('gives both texts back, whatever they are', () => {
    const text = fc.string({ unit: fc.constantFrom(...'您好还没有缴{total}，。\nab ') });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = diffOf(before, after, 'zh-CN');
        const of = (kind: DiffPart['kind']) =>
          parts
            .filter((part) => part.kind === 'same' || part.kind === kind)
            .map((part) => part.text)
            .join('');
        assert.equal(of('removed'), before);
        assert.equal(of('added'), after);
      }),
    );
  });
});
