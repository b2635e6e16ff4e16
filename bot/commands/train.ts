/** Trains the embedded classifier from `locales/` and writes `locales/classifier.json`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildModel, modelText } from '#perception/build-model.ts';
import { MODEL_FILE } from '#perception/load-perception.ts';

const locales = join(import.meta.dirname, '..', '..', 'locales');
writeFileSync(join(locales, MODEL_FILE), modelText(buildModel(locales)));
