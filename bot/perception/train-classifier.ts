import { LABELS, type Label } from '#domain/label.ts';
import { type Weights, eachKind, scoresOf, softmax } from './classifier.ts';
import { type Features, ROWS } from './feature.ts';

/** One labelled text. */
export interface Example {
  readonly features: Features;
  readonly label: Label;
}

/**
 * Passes over the examples, size of a step, and how much of the certainty goes to the other labels, since a label a
 * person gave is not always the only one. Found on writers that were left out of the training.
 */
export interface TrainingSettings {
  readonly passes: number;
  readonly step: number;
  readonly doubt: number;
}
export const TRAINING: TrainingSettings = { passes: 16, step: 0.2, doubt: 0.2 };

/** Begins the sum of squared slopes, so that first steps are bounded. */
const FIRST_SQUARE = 1e-3;

/** A fixed sequence of numbers below 2³², so that training always gives the same. */
function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
}

function shuffle(order: number[], next: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor((next() / 2 ** 32) * (at + 1));
    const kept = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = kept;
  }
}

function fresh(concepts: number, value: number): Weights {
  const size = LABELS.length;
  return {
    bias: new Float32Array(size).fill(value),
    concepts: new Float32Array(size * concepts).fill(value),
    rows: new Float32Array(size * ROWS).fill(value),
  };
}

/**
 * Multinomial logistic regression by stochastic descent with a step of its own for every weight (AdaGrad); the steps
 * grow smaller pass by pass.
 */
export function fit(
  examples: readonly Example[],
  concepts: number,
  { passes, step, doubt }: TrainingSettings = TRAINING,
): Weights {
  const weights = fresh(concepts, 0);
  const squares = fresh(concepts, FIRST_SQUARE);
  const next = sequence(20_261_124);
  const order = examples.map((_, index) => index);
  const share = doubt / LABELS.length;
  for (let pass = 0; pass < passes; pass += 1) {
    shuffle(order, next);
    const rate = step * (1 - pass / passes);
    for (const index of order) {
      const example = examples[index];
      if (!example) continue;
      const { features, label } = example;
      const errors = softmax(scoresOf(weights, features));
      const wanted = LABELS.indexOf(label);
      for (let at = 0; at < errors.length; at += 1) {
        errors[at] = (errors[at] ?? 0) - share - (at === wanted ? 1 - doubt : 0);
      }
      descend(weights.bias, squares.bias, [0], errors, rate, 1);
      eachKind(features, weights, (rows, places, factor) => {
        const sums = rows === weights.rows ? squares.rows : squares.concepts;
        descend(rows, sums, places, errors, rate, factor);
      });
    }
  }
  return weights;
}

function descend(
  rows: Float32Array,
  squares: Float32Array,
  places: readonly number[],
  errors: Float64Array,
  rate: number,
  factor: number,
): void {
  for (const place of places) {
    const row = place * errors.length;
    for (let label = 0; label < errors.length; label += 1) {
      const slope = (errors[label] ?? 0) * factor;
      const square = (squares[row + label] ?? 0) + slope * slope;
      squares[row + label] = square;
      rows[row + label] = (rows[row + label] ?? 0) - (rate * slope) / Math.sqrt(square);
    }
  }
}
