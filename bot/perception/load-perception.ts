import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Fault } from '#errors';
import { buildModel, fingerprintOf } from './build-model.ts';
import { type ClassifierModel, readModel, storedModel } from './classifier.ts';
import { readLanguageData, readUtterances } from './language-data.ts';
import type { PerceptionOptions } from './perceive.ts';

/** The trained weights, below `locales/`; made on installation, not kept in the repository. */
export const MODEL_FILE = 'classifier.bin';

/**
 * Reads what perception needs from the folder of languages. A model that is missing, or older than the texts, is
 * trained first, which takes some seconds.
 * @throws Fault PERCEPTION_DATA when a file is not what it should be.
 */
export function loadPerception(locales: string): PerceptionOptions {
  const data = readLanguageData(locales);
  const texts = readUtterances(locales);
  if (texts.length === 0) {
    const problem = 'no training texts; right: <tag>/utterances/<writer>/<label>.txt';
    throw new Fault('PERCEPTION_DATA', { file: locales, problem });
  }
  const file = join(locales, MODEL_FILE);
  const kept = existsSync(file) ? readKept(file) : undefined;
  if (kept?.texts === fingerprintOf(data, texts)) return { data, model: kept };
  const bytes = storedModel(buildModel(data, texts));
  keep(file, bytes);
  return { data, model: readModel(bytes) };
}

/** @returns undefined for a file that another version wrote or that broke off: it is simply made anew. */
function readKept(file: string): ClassifierModel | undefined {
  try {
    return readModel(readFileSync(file));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw new Fault('PERCEPTION_DATA', { file, problem: String(error) }, { cause: error });
  }
}

/** Whoever reads meanwhile sees the old file or the new one; where nothing may be written, the next start trains again. */
function keep(file: string, bytes: Buffer): void {
  const fresh = `${file}.${process.pid}`;
  try {
    writeFileSync(fresh, bytes);
    renameSync(fresh, file);
  } catch (error) {
    const readOnly = error instanceof Error && 'code' in error && error.code !== 'ENOSPC';
    if (!readOnly) throw error;
  }
}
