import { z } from 'zod';
import { expandGaps } from '../widen-pattern.ts';

/** A regular expression with gaps, as rules and topics are written. */
export const patternSchema = z.string().refine((text) => {
  try {
    return new RegExp(expandGaps(text), 'iu') instanceof RegExp;
  } catch {
    return false;
  }
}, 'is not a regular expression');
