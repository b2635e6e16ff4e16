/** Trains the embedded classifier from `locales/`, unless what is there was trained from the same texts. */
import { join } from 'node:path';
import { loadPerception } from '#perception/load-perception.ts';

loadPerception(join(import.meta.dirname, '..', '..', 'locales'));
