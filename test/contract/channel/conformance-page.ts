import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Suite, describe, it } from 'mocha';
import { ROOT } from '#commands/open-house.ts';
import { whatCannot } from './cannot.ts';

const PAGE = join(ROOT, 'docs', 'conformance.md');

/** Far ends, as docs/conformance.md heads their columns. */
export type FarEnd = 'simulator' | 'gateway' | 'wechat4u' | 'wecom';

/** The cells of the page's one table of behaviours: for each row what it says of each far end. */
function table(): Map<string, ReadonlyMap<string, string>> {
  const cells = readFileSync(PAGE, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').slice(1, -1));
  const rows = cells.map((row) => row.map((cell) => cell.trim()));
  const from = rows.findIndex(([first]) => first === 'behaviours');
  const [head = [], , ...body] = rows.slice(from);
  return new Map(
    body.map(([name = '', ...said]) => [
      name,
      new Map(said.map((cell, index) => [head[index + 1] ?? '', cell])),
    ]),
  );
}

/** What a part of the suite showed, as the page is to say it. */
function shown({ tests }: Suite): string {
  const left = tests.filter((test) => test.isPending());
  const reasons = left.map(({ title }) => whatCannot(title));
  assert.ok(!reasons.includes(undefined), 'a behaviour was left out without saying why');
  const count = `${tests.length - left.length} of ${tests.length}`;
  return left.length === 0 ? count : `${count}: nobody can ${[...new Set(reasons)].join(', ')}`;
}

/** Holds the page to what was shown; to be registered after everything else. */
export function conformancePage(farEnd: FarEnd): void {
  describe('docs/conformance.md', () => {
    it('says of this far end what was shown here, and what was not', function () {
      const parts = this.test?.parent?.parent?.suites.slice(0, -1) ?? [];
      const ran = (part: Suite) => part.tests.every((one) => one.isPending() || one.state);
      if (!parts.every(ran)) return this.skip();
      const page = table();
      const said = parts.map(({ title }) => `${title} | ${page.get(title)?.get(farEnd)}`);
      assert.deepEqual(
        said,
        parts.map((part) => `${part.title} | ${shown(part)}`),
      );
      return undefined;
    });
  });
}
