import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { type ReadCase, caseFilesIn, readCase } from '#commands/cases.ts';
import { playCase } from '#commands/cases/play-case.ts';
import { ROOT, openHouse } from '#commands/open-house.ts';

const house = openHouse();
const OWN = caseFilesIn(join(ROOT, 'test', 'cases'));

function parsed(read: ReadCase) {
  assert.ok(read.ok, read.ok ? '' : read.problems.join('\n'));
  return read.parsed;
}

for (const engine of ['bot-framework', 'plain'] as const) {
  describe(`Conversation cases on the ${engine} runner`, function () {
    this.timeout(60_000);
    for (const file of OWN) {
      const read = readCase(file);
      it(read.ok ? read.parsed.case : file, async () => {
        const { failures } = await playCase({ ...house, engine }, parsed(read));
        assert.deepEqual(failures, []);
      });
    }
  });
}

describe('A case file', () => {
  function written(text: string): ReadCase {
    const folder = mkdtempSync(join(tmpdir(), 'nuancui-case-'));
    const file = join(folder, 'case.yaml');
    writeFileSync(file, text);
    const read = readCase(file);
    rmSync(folder, { recursive: true });
    return read;
  }

  it('that is none is told with line, path and what was expected', () => {
    const read = written(
      'version: 1\ncase: x\nnow: "2026-03-03T10:00:00+08:00"\naccounts: []\nsteps:\n  - advance: 3y\n',
    );
    assert.ok(!read.ok);
    assert.ok(read.problems.some((problem) => /case\.yaml:4: accounts/u.test(problem)));
    assert.ok(read.problems.some((problem) => /case\.yaml:6: steps/u.test(problem)));
  });

  it('whose expectation fails says what was expected and what was found', async () => {
    const read = written(
      [
        'version: 1',
        'case: wrong',
        'now: "2026-03-03T10:00:00+08:00"',
        'accounts: [{account: 1-1-1, owner: 王, charges: [{period: 2025-12, due: 2025-12-31, amount: "1.00"}]}]',
        'contacts: [{wechat: wx, account: 1-1-1, role: owner}]',
        'steps: [{user: 多少钱}, {expect: {sends: 7, says: [不会说的话], owner: human, ledger: [payment]}}]',
      ].join('\n'),
    );
    const { ok, failures } = await playCase({ ...house, engine: 'plain' }, parsed(read));
    assert.equal(ok, false);
    assert.deepEqual(
      failures.map(({ step, path }) => [step, path]),
      [
        [2, 'sends'],
        [2, 'says'],
        [2, 'owner'],
        [2, 'ledger'],
      ],
    );
  });
});
