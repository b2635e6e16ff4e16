import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { phrasesSchema } from '#content/schema/phrases.ts';
import type { StoredSpeechModel } from '#content/schema/speech-model.ts';
import { variantsSchema } from '#content/schema/variants.ts';
import { PLACES, likelihood, placesOf, sentencesOf } from '#policy/likeness.ts';
import { closeUp, normalise } from '#policy/normalise.ts';

/** A sentence, and whether it may be said. */
export interface Taught {
  readonly text: string;
  readonly harmless: boolean;
}

/** Passes over the sentences, size of a step and pull towards zero; found by leaving a fifth out in turn. */
export const TRAINING = { passes: 60, step: 4, decay: 1e-5 };

/** The name of the files with what may be said; all others are named for the rule that their sentences break. */
const HARMLESS = 'harmless.txt';

/** The sentences of `locales/<tag>/guard/*.txt`, one a line; `#` begins a comment line. */
export function readTaught(locales: string): Taught[] {
  return tagsIn(locales).flatMap((tag) => {
    const folder = join(locales, tag, 'guard');
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .toSorted()
      .flatMap((file) =>
        readFileSync(join(folder, file), 'utf8')
          .split('\n')
          .filter((line) => line !== '' && !line.startsWith('#'))
          .map((text) => ({ text, harmless: file === HARMLESS })),
      );
  });
}

/** What is said every day, as harmless sentences: the wordings of all scripts and the canned replies. */
export function readShipped(locales: string): Taught[] {
  return tagsIn(locales).flatMap((tag) => {
    const folder = join(locales, tag, 'scripts');
    const files = existsSync(folder)
      ? readdirSync(folder)
          .toSorted()
          .map((name) => join(folder, name))
      : [];
    const replies = join(locales, tag, 'replies.yaml');
    return [...files, ...(existsSync(replies) ? [replies] : [])].flatMap((file) =>
      textsIn(parse(readFileSync(file, 'utf8'))).map((text) => ({
        text: text.replaceAll(/\{[^{}]*\}/gu, ''),
        harmless: true,
      })),
    );
  });
}

/** Every text of a data file, however deep it stands. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}

/** Logistic regression by stochastic gradient descent with steps that grow smaller; the same sentences, the same model. */
export function trainGuard(
  taught: readonly Taught[],
  plain: ReadonlyMap<string, string>,
): StoredSpeechModel {
  const weights = new Float32Array(PLACES);
  let bias = 0;
  const examples = taught.flatMap(({ text, harmless }) =>
    sentencesOf(closeUp(normalise(text))).map((sentence) => ({
      wanted: harmless ? 0 : 1,
      places: placesOf(sentence, plain),
    })),
  );
  const next = sequence(20_261_124);
  for (let pass = 0; pass < TRAINING.passes; pass += 1) {
    const rate = TRAINING.step * (1 - pass / TRAINING.passes);
    const keep = 1 - rate * TRAINING.decay;
    for (const index of shuffled(examples.length, next)) {
      const example = examples[index];
      if (!example) continue;
      const { places, wanted } = example;
      const step = rate * (wanted - likelihood({ bias, weights }, places));
      const share = step / Math.sqrt(Math.max(places.length, 1));
      bias += step * 0.1;
      for (const place of places) weights[place] = (weights[place] ?? 0) * keep + share;
    }
  }
  return stored(bias, weights, plain);
}

/** Other ways of writing a character to the plain one, out of every language. */
export function readPlain(locales: string): Map<string, string> {
  const plain = new Map<string, string>();
  const each = (name: string, read: (data: unknown) => Readonly<Record<string, string>>) => {
    for (const tag of tagsIn(locales)) {
      const path = join(locales, tag, name);
      if (!existsSync(path)) continue;
      for (const [character, others] of Object.entries(read(parse(readFileSync(path, 'utf8'))))) {
        for (const other of others) if (!plain.has(other)) plain.set(other, character);
      }
    }
  };
  each('variants.yaml', (data) => variantsSchema.parse(data).characters);
  each('phrases.yaml', (data) => phrasesSchema.parse(data).lookalikes);
  return plain;
}

/** The text of the model file. */
export function speechModelText(model: StoredSpeechModel): string {
  return `${JSON.stringify(model, null, 1)}\n`;
}

function tagsIn(locales: string): string[] {
  return readdirSync(locales, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}

function stored(
  bias: number,
  weights: Float32Array,
  plain: ReadonlyMap<string, string>,
): StoredSpeechModel {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  const scale = Math.fround(largest / 127) || 1;
  const bytes = Int8Array.from(weights, (weight) => Math.round(weight / scale));
  return {
    version: 1,
    plain: [...plain].flat().join(''),
    bias,
    scale,
    weights: Buffer.from(bytes.buffer).toString('base64'),
  };
}

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
    const other = (next() >>> 8) % (at + 1);
    const kept = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = kept;
  }
  return order;
}
