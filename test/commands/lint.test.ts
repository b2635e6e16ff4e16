import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { z } from 'zod';
import { ROOT } from '#commands/open-house.ts';

const result = z.strictObject({
  errors: z.number(),
  warnings: z.number(),
  findings: z.array(
    z.strictObject({
      file: z.string(),
      line: z.number(),
      rule: z.string(),
      severity: z.enum(['error', 'warning']),
      reason: z.string().min(1),
      right: z.string().min(1),
    }),
  ),
});

function lint(...args: readonly string[]) {
  const program = join(ROOT, 'bot', 'commands', 'nuancui.ts');
  return spawnSync(process.execPath, [program, 'lint', ...args], { cwd: ROOT, encoding: 'utf8' });
}

function findings(...args: readonly string[]) {
  const { stdout, stderr, status } = lint(...args, '--json');
  return { ...result.parse(JSON.parse(stdout)), stderr, status };
}

const SCRIPT = `# 试用
on: ["label:legal_question"]
strategy: informatoin
slots: []
cites: [HTF-107]
owner: 法务
`;

describe('The command lint', function () {
  this.timeout(120_000);
  let folder = '';

  function write(file: string, text: string): string {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'nuancui-lint-'));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("finds the project's own data in order, and says how much it read", () => {
    const { stdout, status } = lint();
    assert.match(stdout, /^\d{3,4} files read, 0 errors, 0 warnings\n$/u);
    assert.equal(status, 0);
  });

  it('tells file, line, rule, reason and what would be right of each finding of a single script', () => {
    const path = write('single/try.yaml', SCRIPT);
    const { stdout, status } = lint(path);
    const lines = stdout.split('\n');
    const strategy = `${path}:3 error strategy: informatoin is no strategy that is known; did you mean information?`;
    assert.ok(
      lines.some((line) => line.startsWith(strategy) && line.includes('; right: ')),
      stdout,
    );
    assert.ok(
      lines.some((line) => line.startsWith(`${path}:5 error statute: HTF-107 was repealed`)),
    );
    assert.ok(lines.some((line) => line.includes('no wording for unknown/try')));
    assert.equal(status, 1);
  });

  it('takes a folder laid out like scripts, checked as if it stood in the project', () => {
    cpSync(join(ROOT, 'scripts', 'forgetful'), join(folder, 'shelf', 'forgetful'), {
      recursive: true,
    });
    assert.equal(findings(join(folder, 'shelf')).errors, 0);
    const path = write('shelf/forgetful/busy.yaml', 'on: [label:busy_latr]\nowner: 客服\n');
    const { errors, status, findings: found } = findings(join(folder, 'shelf'));
    assert.ok(errors >= 2);
    assert.equal(status, 1);
    assert.ok(found.every(({ file }) => file === path));
    assert.ok(found.some(({ reason }) => /did you mean label:busy_later\?/u.test(reason)));
  });

  it('takes a folder of languages and a single file of wordings', () => {
    const text = 'handoff:\n  - 您不交就停水\n';
    const path = write('tongues/locales/zh-CN/scripts/no-contract.yaml', text);
    for (const asked of [path, join(folder, 'tongues', 'locales')]) {
      const { findings: found, status } = findings(asked);
      assert.equal(status, 1);
      const rules = found.map(({ rule }) => rule);
      assert.ok(rules.includes('guard:cut-utilities'), asked);
      assert.ok(rules.includes('locale'), asked);
    }
  });

  it('takes a folder that holds scripts and locales', () => {
    write('house/scripts/trial/category.yaml', '# 试用\nfallback: unknown\n');
    write('house/scripts/trial/a.yaml', SCRIPT.replace('informatoin', 'information'));
    write('house/locales/zh-CN/scripts/trial.yaml', 'a:\n  - |-\n    好的。\n    {law}\n');
    const path = join(folder, 'house');
    const found = findings(path).findings.map(
      ({ file, rule }) => `${file.slice(path.length)} ${rule}`,
    );
    assert.deepEqual(found, [
      '/locales/en/scripts/trial.yaml locale',
      '/scripts/trial/a.yaml statute',
    ]);
  });

  it('looks law up for the day it is asked about', () => {
    const path = write(
      'day/a.yaml',
      SCRIPT.replace('informatoin', 'information').replace('HTF-107', 'MFD-577'),
    );
    const rules = (...args: string[]) => findings(path, ...args).findings.map(({ rule }) => rule);
    assert.ok(rules('--date', '2020-12-31').includes('law-not-in-force'));
    assert.ok(!rules('--date', '2021-01-01').includes('law-not-in-force'));
    const { status, stderr } = lint('--date', 'tomorrow');
    assert.equal(status, 2);
    assert.match(stderr, /tomorrow.*a day as/u);
  });

  it('says so where a file is none of the data', () => {
    const path = write('odd/notes.txt', '你好\n');
    const { findings: found, status } = findings(path);
    assert.deepEqual([status, found[0]?.file, found[0]?.rule], [1, path, 'unknown-file']);
  });

  it('ends with 2 where a path cannot be read, and still tells what it found elsewhere', () => {
    const path = write('also/try.yaml', SCRIPT);
    const { findings: found, status, stderr } = findings(join(folder, 'nowhere'), path);
    assert.equal(status, 2);
    assert.match(stderr, /nowhere: cannot be read; give /u);
    assert.ok(found.some(({ file }) => file === path));
  });
});
