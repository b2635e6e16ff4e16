import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { z } from 'zod';
import { LABELS } from '#domain/label.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const answered = z.strictObject({
  id: z.union([z.string(), z.number()]).optional(),
  label: z.enum(LABELS),
  confidence: z.number().min(0).max(1),
  also: z.array(z.enum(LABELS)),
});

function run(
  command: string[],
  input: string,
): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['bot/commands/nuancui.ts', ...command],
    { cwd: ROOT, input, encoding: 'utf8' },
  );
  return { status, out: stdout, err: stderr };
}

describe('nuancui classify', function () {
  this.timeout(120_000);

  it('answers every line in its order, with its id where it has one', () => {
    const input = '{"id":7,"text":"我忘了"}\n\n{"text":"电梯坏了三个月没人修"}\n';
    const { status, out } = run(['classify', '--embedded'], input);
    const answers = out
      .trim()
      .split('\n')
      .map((line) => answered.parse(JSON.parse(line)));
    assert.equal(status, 0);
    assert.deepEqual(
      answers.map(({ id, label }) => [id, label]),
      [
        [7, 'forgot'],
        [undefined, 'service_quality'],
      ],
    );
  });

  it('refuses a line without a text and writes nothing', () => {
    const { status, out, err } = run(['classify'], '{"text":"你好"}\n{"words":"?"}\n');
    assert.equal(status, 2);
    assert.equal(out, '');
    assert.match(err, /line=2/u);
  });
});

describe('nuancui eval', function () {
  this.timeout(120_000);

  it('holds the classifier to its aims on texts of a writer it never read', () => {
    const file = 'test/fixtures/intents/validation.jsonl';
    const { status, out, err } = run(['eval', '--no-rival', '--json', file], '');
    assert.equal(status, 0, err);
    const score = z
      .object({
        texts: z.number(),
        accuracy: z.number(),
        macroF1: z.number(),
        coverageAt95: z.number(),
        calibrationError: z.number(),
        labels: z.array(z.object({ label: z.enum(LABELS), recall: z.number().nullable() })),
      })
      .parse(JSON.parse(out));
    assert.ok(score.texts > 800);
    assert.ok(score.accuracy >= 0.9, `accuracy ${score.accuracy}`);
    assert.ok(score.macroF1 >= 0.88, `macro-F1 ${score.macroF1}`);
    assert.ok(score.coverageAt95 >= 0.8, `coverage ${score.coverageAt95}`);
    assert.ok(score.calibrationError <= 0.05, `calibration ${score.calibrationError}`);
    const danger = score.labels.find(({ label }) => label === 'vulnerable');
    assert.ok((danger?.recall ?? 0) >= 0.97, `vulnerable ${danger?.recall}`);
  });

  it('names the line of a file that is wrong', () => {
    const { status, err } = run(['eval', 'package.json'], '');
    assert.equal(status, 2);
    assert.match(err, /package\.json/u);
  });
});
