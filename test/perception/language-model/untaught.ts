import type { PerceptionOptions } from '#perception/perceive.ts';

/** A classifier that was taught nothing: it abstains from all that no word of the lexicon settles. */
export function untaught({ data, model }: PerceptionOptions): PerceptionOptions {
  const { bias, concepts, rows } = model.weights;
  const nothing = ({ length }: Float32Array) => new Float32Array(length);
  const weights = { bias: nothing(bias), concepts: nothing(concepts), rows: nothing(rows) };
  return { data, model: { ...model, weights } };
}
