import type { Label } from '#domain/label.ts';
import type { LabelAnswer } from '#ports/language-model.ts';
import type { Verdict } from './label-rule.ts';

/** Labels for which a person may be in need or wants none of us; one that was suspected is never talked away. */
const SAFETY: readonly Label[] = ['vulnerable', 'opt_out', 'human_request'];

/** The most a language model's word is worth: enough to act on, never enough to be sure. */
const CONFIDENCE: Readonly<Record<LabelAnswer['certainty'], number>> = {
  sure: 0.6,
  likely: 0.55,
  guess: 0,
};

/**
 * Joins what a language model says with what the embedded classifier could not decide.
 * @returns undefined where the model adds nothing: the classifier did not abstain, or the answer is a guess or `other`.
 */
export function secondOpinion(
  suspected: Verdict,
  { label, certainty }: LabelAnswer,
): Verdict | undefined {
  if (!suspected.abstained || certainty === 'guess' || label === 'other') return undefined;
  const feared = SAFETY.filter((one) => [suspected.label, ...suspected.also].includes(one));
  const lead = SAFETY.find((one) => one === label || feared.includes(one)) ?? label;
  const also = [...new Set([...feared, label])].filter((one) => one !== lead);
  return { label: lead, confidence: CONFIDENCE[certainty], also, abstained: false };
}
