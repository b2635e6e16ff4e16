/** Trains what is learned from `locales/`: the embedded classifier and the second reader of the speech guard. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SPEECH_MODEL } from '#content/load-speech-model.ts';
import { buildModel, modelText } from '#perception/build-model.ts';
import { MODEL_FILE } from '#perception/load-perception.ts';
import { readPlain, readTaught, speechModelText, trainGuard } from './train-guard.ts';

const locales = join(import.meta.dirname, '..', '..', 'locales');
writeFileSync(join(locales, MODEL_FILE), modelText(buildModel(locales)));
const speech = trainGuard(readTaught(locales), readPlain(locales));
writeFileSync(join(locales, SPEECH_MODEL), speechModelText(speech));
