import { z } from 'zod';

/** `locales/<tag>/scripts/<category>.yaml`: the wordings of each script of a category. */
export const wordingSchema = z.record(z.string(), z.array(z.string().min(1)).min(1));

const MONTH_VALUES = ['fromYear', 'fromMonth', 'toYear', 'toMonth'] as const;

/** The messages of `words.yaml` and the values each may use. */
export const WORD_VALUES = {
  introduction: ['company', 'steward'],
  sum: ['yuan'],
  day: ['year', 'month', 'day', 'weekday'],
  'months-one': MONTH_VALUES,
  'months-range': MONTH_VALUES,
  'months-range-years': MONTH_VALUES,
  'months-join': [],
  'bill-line': ['item', 'months', 'sum'],
  'basis-line': ['item', 'months', 'area', 'rate', 'count', 'sum'],
  'part-line': ['n', 'day', 'sum'],
  quotation: ['title', 'article', 'text'],
  'choices-head': [],
  'choice-line': ['n', 'text'],
  'fee-item': [],
} as const satisfies Record<string, readonly string[]>;

export type WordKey = keyof typeof WORD_VALUES;

/** `locales/<tag>/words.yaml`: what all texts share. */
export const wordsSchema = z.strictObject({
  introduction: z.string(),
  sum: z.string(),
  day: z.string(),
  weekdays: z.array(z.string()).length(7),
  months: z.array(z.string()).length(12),
  'months-one': z.string(),
  'months-range': z.string(),
  'months-range-years': z.string(),
  'months-join': z.string(),
  'bill-line': z.string(),
  'basis-line': z.string(),
  'part-line': z.string(),
  quotation: z.string(),
  'choices-head': z.string(),
  'choice-line': z.string(),
  'fee-item': z.string(),
  choices: z.record(z.string(), z.string().min(1)),
});

export type Words = z.infer<typeof wordsSchema>;
