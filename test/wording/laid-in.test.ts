import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { laidIn } from '#wording/laid-in.ts';
import { ROOT } from './wording-stage.ts';

const FOLDER = join(ROOT, 'locales', 'zh-CN', 'scripts');
const files = readdirSync(FOLDER).map((name) => readFileSync(join(FOLDER, name), 'utf8'));

describe('a file of wordings with an office’s own laid in', () => {
  it('changes nothing but the text, comments included', () => {
    const shipped = readFileSync(join(FOLDER, 'unknown.yaml'), 'utf8');
    const text = '您好，我在的。\n您慢慢说：{room}不急。';
    const written = laidIn(shipped, [{ name: 'greeting', variant: 0, text }]);
    const [gone, come] = [shipped, written].map((file) => new Set(file.split('\n')));
    const added = [...(come ?? [])].filter((line) => !gone?.has(line));
    const removed = [...(gone ?? [])].filter((line) => !come?.has(line));
    assert.deepEqual(added, ['    您好，我在的。', '    您慢慢说：{room}不急。']);
    assert.deepEqual(removed, ['    我在。账单、缴费、报修，想问什么直接说。']);
  });

  it('gives every shipped file back as it is where nothing is laid in', () => {
    for (const file of files) assert.equal(laidIn(file, []), file);
  });

  it('says which place a file does not have', () => {
    assert.throws(
      () => laidIn(files[0] ?? '', [{ name: 'nothing', variant: 0, text: '您好' }]),
      /nothing has no wording 1/u,
    );
  });
});
