import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { z } from 'zod';
import { ROOT } from '#commands/open-house.ts';

const CASE = {
  id: 'one',
  view: 'per-period',
  asOf: '2026-03-01',
  periods: [{ id: 'p1', due: '2022-06-30' }],
  events: [{ date: '2024-05-10', type: 'demand-wechat', delivered: true, to: 'owner' }],
};
const GOT = [{ period: 'p1', expiry: '2027-05-10', status: 'running' }];

function limitation(file: string) {
  const program = join(ROOT, 'bot', 'commands', 'nuancui.ts');
  const args = [program, 'limitation', file];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

function given(value: unknown) {
  const folder = mkdtempSync(join(tmpdir(), 'nuancui-limitation-'));
  const file = join(folder, 'cases.json');
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  const ran = limitation(file);
  rmSync(folder, { recursive: true });
  return ran;
}

describe('nuancui limitation', function () {
  this.timeout(120_000);

  it('gives every case back as it was, with what was counted', () => {
    const noted = { ...CASE, remark: 'kept', expect: GOT };
    const { status, stdout, stderr } = given([noted]);
    assert.deepEqual(JSON.parse(stdout), [{ ...noted, got: GOT }]);
    assert.deepEqual([status, stderr], [0, '']);
  });

  it("holds the project's own cases", () => {
    const file = join(ROOT, 'test', 'fixtures', 'limitation', 'views.json');
    const { status, stdout } = limitation(file);
    const rows = z.array(z.unknown()).parse(JSON.parse(stdout));
    assert.equal(
      rows.length,
      z.array(z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8'))).length,
    );
    assert.equal(status, 0);
  });

  it('exits 1 and names the period where an expectation is not met', () => {
    const expect = [{ period: 'p1', expiry: '2025-06-30', status: 'expired' }];
    const { status, stdout, stderr } = given([{ ...CASE, expect }]);
    assert.equal(status, 1);
    assert.match(stdout, /"got"/u);
    assert.match(stderr, /one p1: expected 2025-06-30 expired, got 2027-05-10 running/u);
  });

  for (const [what, change, told] of [
    ['a view nobody holds', { view: 'other' }, /\[0\]\.view: .*per-period/u],
    [
      'a day that does not exist',
      { asOf: '2026-02-30' },
      /\[0\]\.asOf: expected a day that exists/u,
    ],
    ['no period', { periods: [] }, /\[0\]\.periods: expected at least one period/u],
    [
      'two periods of one name',
      { periods: [...CASE.periods, ...CASE.periods] },
      /\[0\]\.periods\[1\]\.id: p1 is given twice/u,
    ],
    [
      'an event of no known kind',
      { events: [{ date: '2024-05-10', type: 'shouting' }] },
      /\[0\]\.events\[0\]\.type: expected a kind of event/u,
    ],
    [
      'an event about a period that is not there',
      { events: [{ date: '2024-05-10', type: 'promise', periods: ['p9'] }] },
      /\[0\]\.events\[0\]\.periods\[0\]: there is no period p9; expected one of p1/u,
    ],
    [
      'a proceeding that ends before it begins',
      { events: [{ date: '2024-05-10', type: 'lawsuit', end: '2024-05-09' }] },
      /\[0\]\.events\[0\]\.end: 2024-05-09 is before/u,
    ],
    [
      'an agreed day before the agreement',
      { events: [{ date: '2024-05-10', type: 'promise', newDue: '2024-05-09' }] },
      /\[0\]\.events\[0\]\.newDue: 2024-05-09 is before/u,
    ],
    [
      'a refusal of what never arrived',
      { events: [{ date: '2024-05-10', type: 'demand-visit', refused: true, delivered: false }] },
      /\[0\]\.events\[0\]\.refused: /u,
    ],
    [
      'a day both off and worked',
      { holidays: { off: ['2024-05-01'], work: ['2024-05-01'] } },
      /\[0\]\.holidays: 2024-05-01 is given as off and as worked/u,
    ],
    [
      'an expectation for a period that is not there',
      { expect: [{ period: 'p9', expiry: null, status: 'running' }] },
      /\[0\]\.expect\[0\]\.period: there is no period p9/u,
    ],
  ] as const) {
    it(`refuses ${what}, and says where and what would be right`, () => {
      const { status, stdout, stderr } = given([{ ...CASE, ...change }]);
      assert.match(stderr, told);
      assert.match(stderr, /cases\.json/u);
      assert.deepEqual([status, stdout], [2, '']);
    });
  }

  it('refuses what is no file of cases', () => {
    for (const { status, stdout, stderr } of [given('{'), given({}), limitation('/nowhere')]) {
      assert.match(stderr, /a JSON array of limitation cases/u);
      assert.deepEqual([status, stdout], [2, '']);
    }
  });
});
