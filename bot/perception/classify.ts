import type { PerceptionContext } from '#ports/perceive.ts';
import { type Weights, probabilities } from './classifier.ts';
import { affirmed } from './contrast-grammar.ts';
import type { Phrases } from './extract.ts';
import { type Verdict, chooseLabel } from './label-rule.ts';
import { lean } from './leaning.ts';
import { type Reader, readFeatures } from './read-features.ts';
import { trimmed } from './short-answer.ts';

const PARTS = /[,，。;；!！?？\n\s]+/u;
const SHORTEST_PART = 2;
const LATIN_START = /[a-z]/u;

/** Sentences and clauses; English is cut at stops only, because its words stand apart. */
function partsOf(text: string): string[] {
  const cut = LATIN_START.test(text) ? text.split(/[,，。.;；!！?？\n]+/u) : text.split(PARTS);
  const parts = cut.map((part) => part.trim()).filter((part) => part.length >= SHORTEST_PART);
  return parts.length > 1 ? parts : [];
}

/**
 * Says what a resident means.
 * @param phrases of the aligned text.
 * @param namesDay a day to come is named.
 * @param context what is known beside the words; without it the words alone count.
 */
export function classify(
  reader: Reader,
  weights: Weights,
  aligned: string,
  phrases: Phrases,
  namesDay: boolean,
  context?: PerceptionContext,
): Verdict {
  const { lexicon, normaliser } = reader;
  const said = affirmed(aligned).trimStart();
  const text = namesDay ? said.slice(lexicon.takingBack(said)) : said;
  const alone = probabilities(
    weights,
    readFeatures(reader, text, text === aligned ? phrases : undefined),
  );
  const whole = context ? lean(alone, context) : alone;
  const parts = partsOf(text).map((part) => probabilities(weights, readFeatures(reader, part)));
  const urgent = lexicon.urgent(normaliser.standard(text));
  const settled = lexicon.whole.get(trimmed(text));
  return chooseLabel({ whole, parts, urgent, namesDay, settled });
}
