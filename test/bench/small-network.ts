import { LABELS } from '#domain/label.ts';
import { type Weights, eachKind, softmax } from '#perception/classifier.ts';
import { ROWS } from '#perception/feature.ts';
import type { Example } from '#perception/train-classifier.ts';

const HIDDEN = 64;
const PASSES = 14;
const RATE = 0.05;
const DROPPED = 0.5;
const DOUBT = 0.05;

/** Numbers from 0 up to 1, always the same. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Active {
  readonly row: number;
  readonly value: number;
}

/** Features as rows of one table: the hashed ones first, the concepts behind them. */
function activeOf(example: Example, none: Weights): Active[] {
  const found: Active[] = [];
  eachKind(example.features, none, (rows, places, factor) => {
    const offset = rows === none.rows ? 0 : ROWS;
    for (const place of places) found.push({ row: place + offset, value: factor });
  });
  return found;
}

/** A network with one hidden layer over the same features, to compare with. */
export function trainNetwork(
  examples: readonly Example[],
  concepts: number,
): (example: Example) => Float64Array {
  const next = numbers(7);
  const size = LABELS.length;
  const none: Weights = {
    bias: new Float32Array(0),
    concepts: new Float32Array(0),
    rows: new Float32Array(1),
  };
  const table = Float32Array.from({ length: (ROWS + concepts) * HIDDEN }, () => (next() - 0.5) / 5);
  const tableSquares = new Float32Array(table.length).fill(1e-4);
  const out = Float32Array.from({ length: HIDDEN * size }, () => (next() - 0.5) / 4);
  const outSquares = new Float32Array(out.length).fill(1e-4);

  const hiddenOf = (active: readonly Active[], scale: number): Float32Array => {
    const hidden = new Float32Array(HIDDEN);
    for (const { row, value } of active) {
      for (let at = 0; at < HIDDEN; at += 1) {
        hidden[at] = (hidden[at] ?? 0) + (table[row * HIDDEN + at] ?? 0) * value * scale;
      }
    }
    return hidden.map((one) => Math.max(0, one));
  };
  const answer = (hidden: Float32Array): Float64Array => {
    const scores = new Float64Array(size);
    hidden.forEach((one, at) => {
      if (one === 0) return;
      for (let label = 0; label < size; label += 1) {
        scores[label] = (scores[label] ?? 0) + one * (out[at * size + label] ?? 0);
      }
    });
    return softmax(scores);
  };
  const step = (
    values: Float32Array,
    squares: Float32Array,
    at: number,
    slope: number,
    rate: number,
  ) => {
    const square = (squares[at] ?? 0) + slope * slope;
    squares[at] = square;
    values[at] = (values[at] ?? 0) - (rate * slope) / Math.sqrt(square);
  };

  const actives = examples.map((example) => activeOf(example, none));
  for (let pass = 0; pass < PASSES; pass += 1) {
    const rate = RATE * (1 - pass / PASSES) + 1e-4;
    for (let turn = 0; turn < examples.length; turn += 1) {
      const index = Math.floor(next() * examples.length);
      const kept = (actives[index] ?? []).filter(() => next() >= DROPPED);
      const hidden = hiddenOf(kept, 1 / (1 - DROPPED));
      const errors = answer(hidden);
      const wanted = LABELS.indexOf(examples[index]?.label ?? 'other');
      for (let label = 0; label < size; label += 1) {
        errors[label] = (errors[label] ?? 0) - DOUBT / size - (label === wanted ? 1 - DOUBT : 0);
      }
      const back = new Float32Array(HIDDEN);
      hidden.forEach((one, at) => {
        if (one === 0) return;
        for (let label = 0; label < size; label += 1) {
          const place = at * size + label;
          back[at] = (back[at] ?? 0) + (errors[label] ?? 0) * (out[place] ?? 0);
          step(out, outSquares, place, (errors[label] ?? 0) * one, rate);
        }
      });
      for (const { row, value } of kept) {
        back.forEach((slope, at) => {
          if (slope !== 0) step(table, tableSquares, row * HIDDEN + at, slope * value * 2, rate);
        });
      }
    }
  }
  return (example) => answer(hiddenOf(activeOf(example, none), 1));
}
