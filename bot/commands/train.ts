/**
 * Trains what is learned from `locales/`: the embedded classifier, unless what is there was trained from the same texts, and
 * the second reader of the speech guard.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SPEECH_MODEL } from '#content/load-speech-model.ts';
import { loadPerception } from '#perception/load-perception.ts';
import { readPlain, readShipped, readTaught, speechModelText, trainGuard } from './train-guard.ts';

const locales = join(import.meta.dirname, '..', '..', 'locales');
loadPerception(locales);
const speech = trainGuard([...readTaught(locales), ...readShipped(locales)], readPlain(locales));
writeFileSync(join(locales, SPEECH_MODEL), speechModelText(speech));
