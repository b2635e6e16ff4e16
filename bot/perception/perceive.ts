import type { IdentityWords } from '#domain/identity.ts';
import type { Label } from '#domain/label.ts';
import type { Understanding } from '#domain/understanding.ts';
import { dateAt } from '#domain/zone.ts';
import { Fault } from '#errors';
import type { LanguageModel } from '#ports/language-model.ts';
import type { Perceive, PerceptionContext } from '#ports/perceive.ts';
import { type ClassifierModel, type Weights, isModelFor } from './classifier.ts';
import { classify } from './classify.ts';
import { isBare } from './bare-words.ts';
import { speaksOfPaying } from './day-grammar.ts';
import { type Phrases, extract, findPhrases } from './extract.ts';
import { type Verdict } from './label-rule.ts';
import { type LanguageData } from './language-data.ts';
import { type Reader, createReader } from './read-features.ts';
import { readIdentity } from './identity-grammar.ts';
import { findBareInstalments } from './instalment-grammar.ts';
import { readRepair } from './repair-words.ts';
import { secondOpinion } from './second-opinion.ts';
import { readAnswer, readChoice, trimmed } from './short-answer.ts';

/** The embedded understanding: no network, the same answer every time. */
export interface Perception {
  /** The label of a text by itself. */
  classify(text: string): Verdict;
  /** All that is understood, synchronously. */
  understand(text: string, context: PerceptionContext): Understanding;
}

export interface PerceptionOptions {
  readonly data: LanguageData;
  readonly model: ClassifierModel;
}

/** Messages of one burst beyond this are not looked at: nobody explains themselves at such length. */
const LONGEST_TEXT = 2000;

/** @throws Fault PERCEPTION_MODEL when the model was trained for other labels or words. */
export function createPerception({ data, model }: PerceptionOptions): Perception {
  const reader = createReader(data);
  const { weights } = model;
  if (!isModelFor(model, reader.lexicon.conceptNames)) throw new Fault('PERCEPTION_MODEL');
  return {
    classify: (text) => {
      const aligned = reader.normaliser.align(text.slice(0, LONGEST_TEXT));
      const phrases = findPhrases(aligned);
      return classify(
        reader,
        weights,
        aligned,
        phrases,
        phrases.days.some(({ kind }) => kind === 'day'),
      );
    },
    understand: (text, context) => understand(reader, weights, text, context),
  };
}

/** From this confidence on a promise needs no word for paying. */
const CERTAIN = 0.9;

/** Labels of words whose days are days to pay on. */
const TO_PAY: readonly Label[] = ['promise', 'instalment_request'];

/** A day is sure only where the words promise a payment: an exam next Monday is no day to pay. */
function understand(
  reader: Reader,
  weights: Weights,
  given: string,
  context: PerceptionContext,
): Understanding {
  const text = given.slice(0, LONGEST_TEXT);
  const aligned = reader.normaliser.align(text);
  const { lexicon } = reader;
  const phrases = findPhrases(aligned);
  const corrects = lexicon.corrects(aligned.trimStart());
  const { now, timezone: zone } = context;
  const facts = extract(text, aligned, phrases, { now, zone, corrects });
  const choice = readChoice(aligned, lexicon, context.choices);
  const urgent = lexicon.urgent(reader.normaliser.standard(aligned)).length > 0;
  const repair = urgent ? null : readRepair(aligned, lexicon);
  const resumes = !urgent && lexicon.resumes(aligned);
  // Only beside the question how many parts is a number by itself one of parts.
  const parts = context.awaiting === 'plan' ? findBareInstalments(trimmed(aligned)) : null;
  const answer = readAnswer(aligned, lexicon);
  const today = dateAt(now, zone);
  const namesDay = facts.days.some(({ due }) => due >= today);
  const awaited = context.awaiting === 'prove';
  const identity = readIdentity(text, aligned, phrases.rooms, lexicon, awaited);
  const verdict = classify(reader, weights, aligned, phrases, namesDay, context);
  const bare = isBare(aligned, phrases, lexicon.particles);
  const told = awaited ? identity.bare : provesAll(identity, phrases);
  const meant = inContext(verdict, {
    choice,
    answer,
    saysDay: namesDay && (context.awaiting !== null || bare),
    bare,
    setsRight:
      resumes ||
      (!urgent && (identity.wish !== null || told)) ||
      (repair !== null && context.awaiting !== null),
    parts,
  });
  const toPay = [meant.label, ...meant.also].some((label) => TO_PAY.includes(label));
  const certain = toPay && (meant.confidence >= CERTAIN || bare || speaksOfPaying(aligned));
  const days = certain ? facts.days : facts.days.map((day) => ({ ...day, unsure: true }));
  const smallTalk =
    meant.label === 'other' &&
    choice === null &&
    facts.amounts.length === 0 &&
    lexicon.smallTalk(aligned);
  const asksBasis = lexicon.asksBasis(aligned);
  const named = { ...facts, days, identity, instalments: facts.instalments ?? parts };
  return { ...meant, ...named, choice, answer, corrects, repair, smallTalk, resumes, asksBasis };
}

/** Room, name and digits and nothing else: somebody says who they are. */
function provesAll({ bare, name, lastFour }: IdentityWords, { rooms }: Phrases): boolean {
  return bare && name !== null && lastFour !== null && rooms.length > 0;
}

/** Sets right what can only be understood beside the question; a guess is never passed on as a label. */
function inContext(
  verdict: Verdict,
  said: {
    readonly choice: number | null;
    readonly answer: 'yes' | 'no' | null;
    readonly saysDay: boolean;
    readonly bare: boolean;
    readonly setsRight: boolean;
    readonly parts: number | null;
  },
): Verdict {
  const plain = { confidence: 1, also: [], abstained: false } as const;
  if (said.choice !== null || said.setsRight) return { label: 'other', ...plain };
  if (said.parts !== null) return { label: 'instalment_request', ...plain };
  if (said.answer !== null) {
    return { label: said.answer === 'yes' ? 'thanks_ok' : 'other', ...plain };
  }
  const { confidence } = verdict;
  const says = said.saysDay && (verdict.abstained || (said.bare && verdict.label === 'other'));
  if (says) return { label: 'promise', confidence, also: [], abstained: false };
  if (!verdict.abstained) return verdict;
  return { label: 'other', confidence, also: [], abstained: true };
}

/**
 * Perception as the turn uses it. A language model is asked only where the classifier abstains; where it gives no
 * answer, the embedded one stands. It changes the label only: days stay unsure, sums stay what they were.
 */
export function createPerceive(
  options: PerceptionOptions,
  languageModel?: LanguageModel,
): Perceive {
  const perception = createPerception(options);
  return async (text, context) => {
    const embedded = perception.understand(text, context);
    const { secrets, awaiting } = context;
    if (!embedded.abstained || !languageModel || !secrets || text.trim() === '') return embedded;
    const answer = await languageModel.label({ text, awaiting, secrets });
    const meant = answer.ok && secondOpinion(perception.classify(text), answer);
    if (!meant) return embedded;
    const days = embedded.days.map((day) => ({ ...day, unsure: true }));
    return { ...embedded, ...meant, days };
  };
}
