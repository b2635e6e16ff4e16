import { LABELS, type Label } from '#domain/label.ts';
import type { PerceptionContext } from '#ports/perceive.ts';

type Leaning = Readonly<Partial<Record<Label, number>>>;

/** How much likelier a label becomes by what the bot asked last: the dialog that waits → factors. */
const AFTER_QUESTION: Readonly<Record<string, Leaning>> = {
  promise: { promise: 2, busy_later: 1.5 },
  plan: { instalment_request: 2.5, promise: 1.5 },
};

const EMPTY_HOME: Leaning = { owner_absent: 2.5 };
const OLD_DEBT: Leaning = { statute_limitation: 2 };
/** Nothing here is old enough for the words to be about its age. */
const YOUNG_DEBT: Leaning = { statute_limitation: 0.4 };
const NOTHING_OWED: Leaning = { paid_claim: 2, promise: 0.7 };
const OLD_YEARS = 2;
const YOUNG_YEARS = 1;

function leaningsOf({ awaiting, account }: PerceptionContext): Leaning[] {
  const found: (Leaning | undefined)[] = [awaiting === null ? undefined : AFTER_QUESTION[awaiting]];
  if (account) {
    if (account.empty) found.push(EMPTY_HOME);
    if (account.overdueYears >= OLD_YEARS) found.push(OLD_DEBT);
    if (account.overdueYears < YOUNG_YEARS) found.push(YOUNG_DEBT);
    if (!account.owing) found.push(NOTHING_OWED);
  }
  return found.filter((one) => one !== undefined);
}

/**
 * Weighs probabilities by what is known beside the words. Words that are clear by themselves stay what they are: the
 * factors only decide where two readings are about as likely.
 */
export function lean(probabilities: Float64Array, context: PerceptionContext): Float64Array {
  const leanings = leaningsOf(context);
  if (leanings.length === 0) return probabilities;
  const weighed = probabilities.map((probability, index) => {
    const label = LABELS[index] ?? 'other';
    return leanings.reduce((product, leaning) => product * (leaning[label] ?? 1), probability);
  });
  const total = weighed.reduce((sum, one) => sum + one, 0);
  return weighed.map((one) => one / total);
}
