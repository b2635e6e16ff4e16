import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readUtterances } from '#perception/language-data.ts';
import { readLabelledTexts } from '../eval/labelled-texts.ts';
import { trainRival } from '../eval/rival.ts';
import { LOCALES, ROOT, openPerception } from '../open-house.ts';
import { type Measure, quantile, rate, rounded } from './figure.ts';

const ROUNDS = { full: 15, smoke: 2 } as const;
/** The rival of a smoke run learns from one text in so many: it only has to run. */
const EVERY = { full: 1, smoke: 20 } as const;

/** Development texts where they lie beside the project, else the ones for validation. */
const SETS = [
  join(ROOT, '..', 'shared', 'data', 'intents-dev.jsonl'),
  join(ROOT, 'test', 'fixtures', 'intents', 'validation.jsonl'),
];

/** `classify`: texts a second on one core, beside nlp.js trained on the same texts, in turn. */
export const classifyBench: Measure = async (effort) => {
  const set = SETS.find((file) => existsSync(file));
  if (set === undefined) return {};
  const texts = readLabelledTexts(set).map(({ text }) => text);
  const { perception } = openPerception();
  const every = EVERY[effort];
  const rival = await trainRival(readUtterances(LOCALES).filter((_, index) => index % every === 0));
  const own: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < ROUNDS[effort]; round += 1) {
    const begun = performance.now();
    for (const text of texts) perception.classify(text);
    own.push(rate(texts.length, begun));
    const other = performance.now();
    for (const text of texts) await rival.label(text);
    floor.push(rate(texts.length, other));
  }
  const value = quantile(
    own.toSorted((a, b) => a - b),
    0.5,
  );
  const beside = quantile(
    floor.toSorted((a, b) => a - b),
    0.5,
  );
  return {
    classify: {
      value,
      unit: 'texts/s',
      floor: beside,
      ratio: rounded(value / beside),
      n: texts.length * ROUNDS[effort],
    },
  };
};
