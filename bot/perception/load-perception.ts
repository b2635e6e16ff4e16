import { join } from 'node:path';
import { classifierSchema } from './classifier.ts';
import { readChecked, readLanguageData } from './language-data.ts';
import type { PerceptionOptions } from './perceive.ts';

/** The trained weights, below `locales/`. */
export const MODEL_FILE = 'classifier.json';

/**
 * Reads what perception needs from the folder of languages.
 * @throws Fault PERCEPTION_DATA when a file is missing or not what it should be.
 */
export function loadPerception(locales: string): PerceptionOptions {
  return {
    data: readLanguageData(locales),
    model: readChecked(join(locales, MODEL_FILE), classifierSchema, (text) => JSON.parse(text)),
  };
}
