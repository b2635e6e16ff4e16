import { z } from 'zod';
import { patternSchema } from './pattern.ts';

const patterns = z.array(patternSchema).min(1);

/** `locales/<tag>/checks.yaml`: words by which lint knows what a text says in that language. */
export const checksSchema = z.strictObject({
  /** Law stated in our own words. */
  law: patterns,
  /** Words for debt. */
  debt: patterns,
  /** Words for money, for lines that must not speak of it. */
  money: patterns,
  /** How a text says that one can stop it. */
  stop: patterns,
  /** How a text says that one can reach a person. */
  person: patterns,
});
