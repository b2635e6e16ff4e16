import { LABELS, type Label } from '#domain/label.ts';
import { type ClassifierModel, type Weights, probabilities, shares } from './classifier.ts';
import { BUCKETS, type Features } from './feature.ts';

/** One labelled text. */
export interface Example {
  readonly features: Features;
  readonly label: Label;
}

/** Passes over the examples, size of a step and pull towards zero; found on the development set. */
export interface TrainingSettings {
  readonly passes: number;
  readonly step: number;
  readonly decay: number;
}
export const TRAINING: TrainingSettings = { passes: 40, step: 2, decay: 4e-4 };

/** A fixed sequence of numbers below 2³², so that training always gives the same. */
function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
}

function shuffled(count: number, next: () => number): number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let at = count - 1; at > 0; at -= 1) {
    const other = next() % (at + 1);
    const kept = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = kept;
  }
  return order;
}

/** Multinomial logistic regression by stochastic gradient descent with steps that grow smaller. */
export function fit(
  examples: readonly Example[],
  concepts: number,
  settings: TrainingSettings = TRAINING,
): Weights {
  const size = LABELS.length;
  const weights: Weights = {
    bias: new Float32Array(size),
    concepts: new Float32Array(size * concepts),
    sequences: new Float32Array(size * BUCKETS),
  };
  const next = sequence(20_261_123);
  for (let pass = 0; pass < settings.passes; pass += 1) {
    const rate = settings.step * (1 - pass / settings.passes);
    for (const index of shuffled(examples.length, next)) {
      const example = examples[index];
      if (!example) continue;
      const errors = probabilities(weights, example.features);
      const wanted = LABELS.indexOf(example.label);
      errors[wanted] = (errors[wanted] ?? 0) - 1;
      const share = shares(example.features);
      descend(weights.bias, [0], errors, rate * 0.1, 1);
      descend(
        weights.concepts,
        example.features.concepts,
        errors,
        rate * share.concept,
        1 - rate * settings.decay,
      );
      descend(
        weights.sequences,
        example.features.sequences,
        errors,
        rate * share.sequence,
        1 - rate * settings.decay,
      );
    }
  }
  return weights;
}

function descend(
  rows: Float32Array,
  places: readonly number[],
  errors: Float64Array,
  rate: number,
  keep: number,
): void {
  for (const place of places) {
    const row = place * errors.length;
    for (let label = 0; label < errors.length; label += 1) {
      rows[row + label] = (rows[row + label] ?? 0) * keep - rate * (errors[label] ?? 0);
    }
  }
}

function packed(weights: Float32Array): { scale: number; base64: string } {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  const scale = Math.fround(largest / 127) || 1;
  const bytes = Int8Array.from(weights, (weight) => Math.round(weight / scale));
  return { scale, base64: Buffer.from(bytes.buffer).toString('base64') };
}

/** Makes weights small enough to keep in the project: one byte each. */
export function storedModel(weights: Weights, concepts: readonly string[]): ClassifierModel {
  const bias = packed(weights.bias);
  const ofConcepts = packed(weights.concepts);
  const sequences = packed(weights.sequences);
  return {
    version: 1,
    labels: [...LABELS],
    concepts: [...concepts],
    scale: { bias: bias.scale, concepts: ofConcepts.scale, sequences: sequences.scale },
    bias: bias.base64,
    conceptWeights: ofConcepts.base64,
    sequenceWeights: sequences.base64,
  };
}
