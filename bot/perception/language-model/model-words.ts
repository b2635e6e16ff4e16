import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { HANDOFF_REASONS } from '#domain/handoff.ts';
import { LABELS } from '#domain/label.ts';
import { SOURCE_LOCALE } from '#domain/locale.ts';
import { readChecked } from '../language-data.ts';

const text = z.string().min(1);

const wordsSchema = z.strictObject({
  label: z.strictObject({ task: text, labels: z.record(z.enum(LABELS), text) }),
  summary: z.strictObject({
    task: text,
    reasons: z.record(z.enum(HANDOFF_REASONS), text),
    recorded: z.strictObject({
      open: text,
      promise: text,
      'promise-of': text,
      claim: text,
      plan: text,
      dispute: text,
    }),
  }),
  names: z.strictObject({
    surnames: text,
    rare: text,
    double: z.array(text),
    titles: z.array(text),
    introductions: z.array(text),
    examples: z.array(text),
    particles: text,
  }),
});

/** What is said to the language model, and the signs by which names are found; in the office's language. */
export type ModelWords = z.infer<typeof wordsSchema>;
export type NameWords = ModelWords['names'];

/** Reads `model.yaml` of the source language. @throws Fault PERCEPTION_DATA when it is not what it should be. */
export function readModelWords(locales: string): ModelWords {
  const file = join(locales, SOURCE_LOCALE, 'model.yaml');
  return readChecked(file, wordsSchema, (content) => parse(content));
}
