import { type Phrases, findPhrases } from './extract.ts';
import { type Features, featuresOf, mask } from './feature.ts';
import type { LanguageData } from './language-data.ts';
import { type Lexicon, createLexicon } from './lexicon.ts';
import { type Normaliser, createNormaliser } from './normalise.ts';

/** What turns a text into features. */
export interface Reader {
  readonly normaliser: Normaliser;
  readonly lexicon: Lexicon;
}

/** What the words of the languages come to. */
export function createReader({ variants, lexicons }: LanguageData): Reader {
  return { normaliser: createNormaliser(variants), lexicon: createLexicon(lexicons) };
}

/** The features of an aligned text; `phrases` spares finding them again. */
export function readFeatures(reader: Reader, aligned: string, phrases?: Phrases): Features {
  const { standard } = reader.normaliser;
  const masked = standard(mask(aligned, phrases ?? findPhrases(aligned)));
  return featuresOf(masked, standard(aligned), reader.lexicon);
}
