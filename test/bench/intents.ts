/**
 * Measures the embedded classifier on labelled texts: `node test/bench/intents.ts FILE.jsonl [--wrong]`.
 * A line is `{"text", "label"}`; the figures are accuracy, macro-F1 and speed on one core.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { LABELS, type Label } from '#domain/label.ts';
import { loadPerception } from '#perception/load-perception.ts';
import { createPerception } from '#perception/perceive.ts';

const lineSchema = z.object({ text: z.string(), label: z.enum(LABELS) });
const [file, flag] = process.argv.slice(2);
if (file === undefined) throw new Error('name a file of JSON lines');

const lines = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => lineSchema.parse(JSON.parse(line)));
const perception = createPerception(
  loadPerception(join(import.meta.dirname, '..', '..', 'locales')),
);

const results = lines.map(({ text, label }) => ({ text, label, got: perception.classify(text) }));
const right = results.filter(({ label, got }) => label === got.label);
const told = results.filter(({ got }) => !got.abstained);
const toldRight = told.filter(({ label, got }) => label === got.label);

function f1(label: Label): number | null {
  const isLabel = results.filter((one) => one.label === label).length;
  const said = results.filter(({ got }) => got.label === label).length;
  const hit = right.filter((one) => one.label === label).length;
  return isLabel + said === 0 ? null : (2 * hit) / (isLabel + said);
}

const scores = LABELS.map((label) => ({ label, f1: f1(label) }));
const known = scores.flatMap(({ f1: score }) => (score === null ? [] : [score]));
const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;

if (flag === '--wrong') {
  for (const { text, label, got } of results) {
    if (label !== got.label) {
      console.log(`${label} → ${got.label} ${got.confidence.toFixed(2)} ${text}`);
    }
  }
}
for (const { label, f1: score } of scores) console.log(label.padEnd(24), score?.toFixed(3) ?? '-');
console.log('texts', lines.length);
console.log('accuracy', percent(right.length, lines.length));
console.log('macro-F1', (known.reduce((sum, one) => sum + one, 0) / known.length).toFixed(3));
console.log('answered', percent(told.length, lines.length));
console.log('accuracy where answered', percent(toldRight.length, told.length));

const rounds = 20;
const begin = process.hrtime.bigint();
for (let round = 0; round < rounds; round += 1) {
  for (const { text } of lines) perception.classify(text);
}
const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
console.log('texts a second', Math.round((rounds * lines.length) / seconds));
