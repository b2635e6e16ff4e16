import { z } from 'zod';
import { LABELS } from '#domain/label.ts';
import { BUCKETS, type Features } from './feature.ts';

/** The stored form of a trained classifier: `locales/classifier.json`. */
export const classifierSchema = z.strictObject({
  version: z.literal(1),
  labels: z.array(z.string()),
  /** Names of the lexicon's concepts, in the order of their weights. */
  concepts: z.array(z.string()),
  /** What one step of a stored weight stands for. */
  scale: z.strictObject({ bias: z.number(), concepts: z.number(), sequences: z.number() }),
  /** Signed bytes in base64, a row of weights for each feature. */
  bias: z.base64(),
  conceptWeights: z.base64(),
  sequenceWeights: z.base64(),
});
export type ClassifierModel = z.infer<typeof classifierSchema>;

/** Relative share of a concept against a sequence of signs. */
export const CONCEPT_SHARE = 0.6;

/** Weights in use; rows of `LABELS.length`. */
export interface Weights {
  readonly bias: Float32Array;
  readonly concepts: Float32Array;
  readonly sequences: Float32Array;
}

function unpacked(base64: string, scale: number, length: number): Float32Array | undefined {
  const bytes = new Int8Array(Buffer.from(base64, 'base64'));
  return bytes.length === length ? Float32Array.from(bytes, (byte) => byte * scale) : undefined;
}

/** @returns undefined when the model was trained for other labels or another lexicon. */
export function weightsOf(
  model: ClassifierModel,
  concepts: readonly string[],
): Weights | undefined {
  const same =
    model.labels.join(',') === LABELS.join(',') && model.concepts.join(',') === concepts.join(',');
  const size = LABELS.length;
  const bias = unpacked(model.bias, model.scale.bias, size);
  const ofConcepts = unpacked(model.conceptWeights, model.scale.concepts, size * concepts.length);
  const sequences = unpacked(model.sequenceWeights, model.scale.sequences, size * BUCKETS);
  return same && bias && ofConcepts && sequences
    ? { bias, concepts: ofConcepts, sequences }
    : undefined;
}

/** How much each kind of feature counts in a text with that many of it. */
export function shares({ sequences, concepts }: Features): { sequence: number; concept: number } {
  return {
    sequence: 1 / Math.sqrt(Math.max(sequences.length, 1)),
    concept: CONCEPT_SHARE / Math.sqrt(concepts.length + 3),
  };
}

/** Probabilities of {@link LABELS} in their order; they add up to 1. */
export function probabilities(weights: Weights, features: Features): Float64Array {
  const size = LABELS.length;
  const scores = Float64Array.from(weights.bias);
  const share = shares(features);
  const add = (rows: Float32Array, places: readonly number[], factor: number) => {
    for (const place of places) {
      const row = place * size;
      for (let label = 0; label < size; label += 1) {
        scores[label] = (scores[label] ?? 0) + (rows[row + label] ?? 0) * factor;
      }
    }
  };
  add(weights.sequences, features.sequences, share.sequence);
  add(weights.concepts, features.concepts, share.concept);
  return softmax(scores);
}

/** Turns scores into probabilities, in place. */
export function softmax(scores: Float64Array): Float64Array {
  let top = -Infinity;
  for (const score of scores) top = Math.max(top, score);
  let total = 0;
  for (let at = 0; at < scores.length; at += 1) {
    const value = Math.exp((scores[at] ?? 0) - top);
    scores[at] = value;
    total += value;
  }
  for (let at = 0; at < scores.length; at += 1) scores[at] = (scores[at] ?? 0) / total;
  return scores;
}
