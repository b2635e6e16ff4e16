import { z } from 'zod';
import { LABELS } from '#domain/label.ts';
import { type Features, ROWS } from './feature.ts';

/** How much one feature of a kind counts beside the others. */
const SHARES = { sequences: 1, pairs: 0.6, sounds: 0.7, concepts: 1 };

/** Softens or sharpens the scores so that confidence is what it says (docs/perception.md: calibration). */
const SHARPNESS = 3;

/** Weights in use; rows of `LABELS.length`. */
export interface Weights {
  readonly bias: Float32Array;
  readonly concepts: Float32Array;
  /** Of the hashed features. */
  readonly rows: Float32Array;
}

/** The stored form of a trained classifier: a line of JSON, then a signed byte for every weight. */
const headerSchema = z.strictObject({
  version: z.literal(2),
  /** Fingerprint of the texts it was trained from. */
  texts: z.string(),
  labels: z.array(z.string()),
  /** Names of the lexicon's concepts, in the order of their weights. */
  concepts: z.array(z.string()),
  /** What one step of a stored weight stands for. */
  scale: z.strictObject({ bias: z.number(), concepts: z.number(), rows: z.number() }),
});

/** A trained classifier with what it was trained for. */
export interface ClassifierModel {
  readonly texts: string;
  readonly labels: readonly string[];
  readonly concepts: readonly string[];
  readonly weights: Weights;
}

const NEWLINE = 10;

function packed(weights: Float32Array): { scale: number; bytes: Int8Array } {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  const scale = Math.fround(largest / 127) || 1;
  return { scale, bytes: Int8Array.from(weights, (weight) => Math.round(weight / scale)) };
}

/** The bytes of the model file. */
export function storedModel({ texts, labels, concepts, weights }: ClassifierModel): Buffer {
  const parts = {
    bias: packed(weights.bias),
    concepts: packed(weights.concepts),
    rows: packed(weights.rows),
  };
  const scale = {
    bias: parts.bias.scale,
    concepts: parts.concepts.scale,
    rows: parts.rows.scale,
  };
  const header = { version: 2, texts, labels: [...labels], concepts: [...concepts], scale };
  const bodies = [parts.bias, parts.concepts, parts.rows].map(({ bytes }) =>
    Buffer.from(bytes.buffer),
  );
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...bodies]);
}

/** Reads the bytes of a model file. @throws ZodError or SyntaxError when they are none. */
export function readModel(bytes: Buffer): ClassifierModel {
  const end = bytes.indexOf(NEWLINE);
  const header = headerSchema.parse(JSON.parse(bytes.subarray(0, Math.max(end, 0)).toString()));
  const { texts, labels, concepts, scale } = header;
  const body = new Int8Array(bytes.subarray(end + 1));
  const size = labels.length;
  const right = size * (1 + concepts.length + ROWS);
  if (body.length !== right) {
    throw new SyntaxError(`it holds ${body.length} weights instead of ${right}`);
  }
  let at = 0;
  const take = (count: number, step: number) =>
    Float32Array.from(body.subarray(at, (at += count)), (byte) => byte * step);
  const weights = {
    bias: take(size, scale.bias),
    concepts: take(size * concepts.length, scale.concepts),
    rows: take(size * ROWS, scale.rows),
  };
  return { texts, labels, concepts, weights };
}

/** Whether a model was trained for these labels and this lexicon. */
export function isModelFor(model: ClassifierModel, concepts: readonly string[]): boolean {
  return (
    model.labels.join(',') === LABELS.join(',') && model.concepts.join(',') === concepts.join(',')
  );
}

/** Calls back with the rows of every kind of feature and how much one of them counts in this text. */
export function eachKind(
  features: Features,
  weights: Weights,
  visit: (rows: Float32Array, places: readonly number[], factor: number) => void,
): void {
  const { sequences, pairs, sounds, concepts } = features;
  const length = Math.sqrt(
    sequences.length * SHARES.sequences ** 2 +
      pairs.length * SHARES.pairs ** 2 +
      sounds.length * SHARES.sounds ** 2 +
      concepts.length * SHARES.concepts ** 2,
  );
  const unit = 1 / Math.max(length, 1);
  visit(weights.rows, sequences, SHARES.sequences * unit);
  visit(weights.rows, pairs, SHARES.pairs * unit);
  visit(weights.rows, sounds, SHARES.sounds * unit);
  visit(weights.concepts, concepts, SHARES.concepts * unit);
}

/** Scores of {@link LABELS} in their order, before they are made probabilities. */
export function scoresOf(weights: Weights, features: Features): Float64Array {
  const size = LABELS.length;
  const scores = Float64Array.from(weights.bias);
  eachKind(features, weights, (rows, places, factor) => {
    for (const place of places) {
      const row = place * size;
      for (let label = 0; label < size; label += 1) {
        scores[label] = (scores[label] ?? 0) + (rows[row + label] ?? 0) * factor;
      }
    }
  });
  return scores;
}

/** Probabilities of {@link LABELS} in their order; they add up to 1. */
export function probabilities(
  weights: Weights,
  features: Features,
  sharpness = SHARPNESS,
): Float64Array {
  const scores = scoresOf(weights, features);
  for (let at = 0; at < scores.length; at += 1) scores[at] = (scores[at] ?? 0) * sharpness;
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
