import { z } from 'zod';
import { patternSchema } from './pattern.ts';

/** A topic's name. */
export const TOPIC: RegExp = /^[a-z]+(?:-[a-z]+)*$/u;

/** `locales/<tag>/topics.yaml`: each topic with the phrases by which it is known. */
export const topicsSchema = z.record(
  z.string().regex(TOPIC, 'a topic is named in small letters and dashes'),
  z.array(patternSchema).min(1),
);
