import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '..', '..');
const asked = z.object({
  id: z.string(),
  text: z.string(),
  now: z.string(),
  expect: z.object({
    due: z.string().nullable(),
    amount: z.string().optional(),
    instalments: z.number().optional(),
  }),
  sure: z.boolean(),
});
const answered = z.strictObject({
  id: z.string().optional(),
  promise: z.strictObject({ due: z.string(), amount: z.string().optional() }).nullable(),
  amount: z.string().optional(),
  instalments: z.number().optional(),
  unsure: z.boolean(),
});

function extract(lines: readonly unknown[]): {
  status: number | null;
  stderr: string;
  answers: z.infer<typeof answered>[];
} {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['bot/commands/nuancui.ts', 'extract'],
    { cwd: ROOT, input: lines.map((line) => JSON.stringify(line)).join('\n'), encoding: 'utf8' },
  );
  const answers = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => answered.parse(JSON.parse(line)));
  return { status, stderr, answers };
}

const NOW = '2026-11-18T10:00:00+08:00';

/** What is made of each text, all asked at once. */
function each(...texts: string[]): z.infer<typeof answered>[] {
  const { answers } = extract(texts.map((text) => ({ text, now: NOW })));
  assert.equal(answers.length, texts.length);
  return answers;
}

function readSet(name: string): z.infer<typeof asked>[] {
  return readFileSync(join(ROOT, 'test', 'fixtures', 'slots', name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => asked.parse(JSON.parse(line)));
}

describe('nuancui extract', function () {
  this.timeout(120_000);

  it('gives day and sum of a promise in the estate’s time', () => {
    assert.deepEqual(each('下下周一先交一千五')[0], {
      promise: { due: '2026-11-30', amount: '1500.00' },
      amount: '1500.00',
      unsure: false,
    });
  });

  it('keeps the ids and the order', () => {
    const now = '2026-11-18T10:00:00+08:00';
    const { answers } = extract([
      { id: 'b', text: '月底', now },
      { id: 'a', text: '你好', now },
    ]);
    assert.deepEqual(
      answers.map(({ id }) => id),
      ['b', 'a'],
    );
  });

  it('is unsure of a share, of a rough sum, of two days and of a day nobody can name', () => {
    const texts = ['先交一半，月底', '三千多吧，月底', '周五或者周六', '过完年交', '改天'];
    for (const [n, { unsure }] of each(...texts).entries()) assert.equal(unsure, true, texts[n]);
  });

  it('takes no day of a complaint or of a payment that was made for a promise', () => {
    const texts = ['上周五就交了', '电梯从周一坏到现在没人修'];
    for (const [n, { promise }] of each(...texts).entries()) {
      assert.deepEqual(promise, null, texts[n]);
    }
  });

  it('says which line is wrong, and answers none', () => {
    const { status, stderr, answers } = extract([{ text: '月底', now: 'tomorrow' }]);
    assert.equal(status, 2);
    assert.match(stderr, /line=1/u);
    assert.deepEqual(answers, []);
  });

  for (const name of ['first.jsonl', 'second.jsonl']) {
    it(`is right or unsure in 95 of 100 messages of ${name}, and not unsure of everything`, () => {
      const set = readSet(name);
      const { answers } = extract(set);
      let right = 0;
      let wrong = 0;
      set.forEach(({ expect, sure }, index) => {
        const got = answers[index];
        assert.ok(got);
        if (got.unsure) return;
        const same =
          (got.promise?.due ?? null) === expect.due &&
          got.amount === expect.amount &&
          got.instalments === expect.instalments;
        if (same && sure) right += 1;
        else wrong += 1;
      });
      assert.ok(wrong <= set.length * 0.05, `${wrong} of ${set.length} silently wrong`);
      assert.ok(right >= set.length * 0.6, `${right} of ${set.length} right`);
    });
  }
});
