/**
 * Compares techniques for the classifier on writers that are left out of the training, one after the other:
 * `node test/bench/techniques.ts [WRITER…]`. Prints accuracy by technique and writer.
 */
import { join } from 'node:path';
import { LABELS } from '#domain/label.ts';
import { exampleOf } from '#perception/build-model.ts';
import { probabilities } from '#perception/classifier.ts';
import { type Features, ROWS } from '#perception/feature.ts';
import { readLanguageData, readUtterances } from '#perception/language-data.ts';
import { createReader } from '#perception/read-features.ts';
import { type Example, fit } from '#perception/train-classifier.ts';
import { trainNetwork } from './small-network.ts';

type Answer = (example: Example) => Float64Array;

const locales = join(import.meta.dirname, '..', '..', 'locales');
const data = readLanguageData(locales);
const reader = createReader(data);
const concepts = reader.lexicon.conceptNames.length;
const texts = readUtterances(locales).map((one) => ({ ...one, example: exampleOf(reader, one) }));
const writers =
  process.argv.length > 2 ? process.argv.slice(2) : ['city', 'trade', 'family', 'english'];

function only(...kinds: (keyof Features)[]): (example: Example) => Example {
  return ({ label, features }) => ({
    label,
    features: {
      sequences: kinds.includes('sequences') ? features.sequences : [],
      pairs: kinds.includes('pairs') ? features.pairs : [],
      sounds: kinds.includes('sounds') ? features.sounds : [],
      concepts: kinds.includes('concepts') ? features.concepts : [],
    },
  });
}

function regression(train: readonly Example[], view: (example: Example) => Example): Answer {
  const weights = fit(train.map(view), concepts);
  return (example) => probabilities(weights, view(example).features);
}

/** Multinomial naive Bayes over sequences of signs. */
function bayes(train: readonly Example[]): Answer {
  const counts = LABELS.map(() => new Float64Array(ROWS).fill(0.1));
  const totals = LABELS.map(() => ROWS * 0.1);
  const seen = LABELS.map(() => 0);
  for (const { label, features } of train) {
    const index = LABELS.indexOf(label);
    seen[index] = (seen[index] ?? 0) + 1;
    for (const row of features.sequences) {
      const counted = counts[index];
      if (counted) counted[row] = (counted[row] ?? 0) + 1;
      totals[index] = (totals[index] ?? 0) + 1;
    }
  }
  return ({ features }) =>
    Float64Array.from(LABELS, (_, index) =>
      features.sequences.reduce(
        (sum, row) => sum + Math.log((counts[index]?.[row] ?? 0) / (totals[index] ?? 1)),
        Math.log((seen[index] ?? 0) / train.length),
      ),
    );
}

function accuracy(test: readonly Example[], answer: Answer): number {
  const right = test.filter((example) => {
    const row = answer(example);
    return LABELS[row.indexOf(Math.max(...row))] === example.label;
  });
  return right.length / test.length;
}

for (const writer of writers) {
  const train = texts.filter((one) => one.writer !== writer).map(({ example }) => example);
  const test = texts.filter((one) => one.writer === writer).map(({ example }) => example);
  if (test.length === 0) throw new Error(`there is no writer ${writer}`);
  const shipped = regression(train, (example) => example);
  const network = trainNetwork(train, concepts);
  const techniques: Record<string, Answer> = {
    'naive Bayes, sequences': bayes(train),
    'regression, sequences': regression(train, only('sequences')),
    'regression, + lexicon': regression(train, only('sequences', 'concepts')),
    'regression, + sounds': regression(train, only('sequences', 'concepts', 'sounds')),
    'regression, all (shipped)': shipped,
    'small network, all': network,
    'mean of the last two': (example) => {
      const other = network(example);
      return shipped(example).map((one, index) => one + (other[index] ?? 0));
    },
  };
  for (const [name, answer] of Object.entries(techniques)) {
    console.log(
      `${writer.padEnd(10)} ${name.padEnd(28)} ${(100 * accuracy(test, answer)).toFixed(1)} %`,
    );
  }
}
