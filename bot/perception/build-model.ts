import type { ClassifierModel } from './classifier.ts';
import { read } from './classify.ts';
import { affirmed } from './contrast-grammar.ts';
import { readLanguageData, readUtterances } from './language-data.ts';
import { createReader } from './perceive.ts';
import { fit, storedModel } from './train-classifier.ts';

/** Trains the classifier from the texts in the folder of languages; the same texts give the same model. */
export function buildModel(locales: string): ClassifierModel {
  const reader = createReader(readLanguageData(locales));
  const examples = readUtterances(locales).map(({ text, label }) => ({
    label,
    features: read(reader, affirmed(reader.normaliser.align(text))),
  }));
  const concepts = reader.lexicon.conceptNames;
  return storedModel(fit(examples, concepts.length), concepts);
}

/** The text of the model file. */
export function modelText(model: ClassifierModel): string {
  return `${JSON.stringify(model, null, 1)}\n`;
}
