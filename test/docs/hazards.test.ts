import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { ROOT } from '#commands/open-house.ts';

/** A test file, or a folder of conversation cases, and a title in it. */
const PROOF = /\| `(?<path>test\/[^`]+)` \*(?<title>[^*]+)\* \|$/u;

describe('The table of hazards', () => {
  const lines = readFileSync(join(ROOT, 'docs', 'hazards.md'), 'utf8').split('\n');
  const rows = lines.filter((line) => /^\| (?!hazard \||--- )/u.test(line));

  it('names a test for every hazard, and every test it names exists', () => {
    assert.ok(rows.length > 30);
    for (const row of rows) {
      const { path = '', title = '' } = PROOF.exec(row)?.groups ?? {};
      assert.notEqual(title, '', `no test is named: ${row}`);
      const files = path.endsWith('.ts') ? [path] : globSync(`${path}/*.yaml`, { cwd: ROOT });
      const text = files.map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n');
      const isTitle = [`it('${title}'`, `case: ${title}\n`, `case: "${title}"`];
      assert.ok(
        isTitle.some((one) => text.includes(one)),
        `${path} has no test ${title}`,
      );
    }
  });
});
