import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { type ReadCase, caseFilesIn, readCase } from '#commands/cases.ts';
import { caseFile } from '#commands/cases/case-file.ts';
import { coverageOf } from '#commands/cases/case-coverage.ts';
import { coverageText } from '#commands/cases/coverage-text.ts';
import { playCase, watchCase } from '#commands/cases/play-case.ts';
import { ROOT, openHouse } from '#commands/open-house.ts';

const house = openHouse();
const OWN = caseFilesIn(join(ROOT, 'test', 'cases'));

function parsed(read: ReadCase) {
  assert.ok(read.ok, read.ok ? '' : read.problems.join('\n'));
  return read.parsed;
}

for (const engine of ['bot-framework', 'plain'] as const) {
  describe(`Conversation cases on the ${engine} runner`, function () {
    this.timeout(120_000);
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

describe('The coverage of cases', function () {
  this.timeout(120_000);
  const story = (...steps: object[]) =>
    caseFile.parse({
      version: 1,
      case: 'story',
      now: '2026-03-03T10:00:00+08:00',
      accounts: [
        {
          account: '1-1-1',
          owner: '王敏',
          charges: [{ period: '2025-07/2025-12', due: '2026-02-20', amount: '980.00' }],
        },
      ],
      contacts: [{ wechat: 'wx', account: '1-1-1', role: 'owner' }],
      steps,
    });
  const covered = async (...steps: object[]) => {
    const { seen } = await watchCase({ ...house, engine: 'plain' }, story(...steps));
    return coverageOf(house.content.catalogue, [{ file: 'story.yaml', seen }]);
  };
  const exitsOf = (report: Awaited<ReturnType<typeof covered>>, category: string) =>
    report.exits.find((one) => one.category === category)?.exits;

  it('names the scripts that were spoken, by whom, and those that never are, with their file', async () => {
    const { spoken, never } = await covered({ remind: '1-1-1' });
    assert.equal(spoken.length, 1);
    const [only] = spoken;
    assert.deepEqual(
      [only?.times, only?.at, only?.cases],
      [1, ['unknown courtesy'], ['story.yaml']],
    );
    assert.equal(never.length, house.content.catalogue.scripts.size - 1);
    assert.ok(!never.some(({ script }) => script === only?.script));
    for (const { file } of never) assert.ok(existsSync(join(ROOT, file)), file);
  });

  it('counts messages by the category and stage they were said in, empty ones too', async () => {
    const { matrix } = await covered({ remind: '1-1-1' }, { user: '最近忙，忘了，周五交' });
    const stages = Object.fromEntries(matrix.map((row) => [row.category, row.stages]));
    assert.equal(stages['unknown']?.['courtesy'], 1);
    assert.equal(stages['forgetful']?.['courtesy'], 1);
    assert.equal(stages['hardship']?.['courtesy'], 0);
  });

  it('tells how conversations of a category ended', async () => {
    const promised = await covered({ remind: '1-1-1' }, { user: '最近忙，忘了，周五交' });
    assert.deepEqual(exitsOf(promised, 'forgetful'), { promise: 1 });
    const disputed = await covered({ remind: '1-1-1' }, { user: '楼道没人打扫，电梯老坏，不交' });
    const exits = exitsOf(disputed, 'quality-dispute');
    assert.deepEqual(exits, { dispute: 1, 'hand-off quality-dispute': 1 });
    const silent = await covered({ remind: '1-1-1' });
    assert.deepEqual(exitsOf(silent, 'unknown'), { silence: 1 });
    const stopped = await covered({ user: '别再给我发了' });
    assert.ok('opt-out' in (exitsOf(stopped, 'unknown') ?? {}));
  });

  it('reads as text with every category, every exit and every silent script', async () => {
    const report = await covered({ remind: '1-1-1' });
    const text = coverageText(report);
    for (const { category } of report.matrix) assert.ok(text.includes(category), category);
    for (const { file } of report.never) assert.ok(text.includes(file), file);
    assert.match(text, /unknown: silence 1/u);
  });
});
