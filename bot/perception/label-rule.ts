import { LABELS, type Label } from '#domain/label.ts';

/** Which label leads when a text has several: safety, the reason, the request, politeness. */
const RANKS: Readonly<Record<Label, number>> = {
  vulnerable: 0,
  promise: 1,
  forgot: 1,
  busy_later: 1,
  paid_claim: 1,
  service_quality: 1,
  house_defect: 1,
  billing_dispute: 1,
  owner_absent: 1,
  tenant_or_third_party: 1,
  statute_limitation: 1,
  no_contract: 1,
  hardship: 1,
  wilful_refusal: 1,
  concession_seeking: 2,
  instalment_request: 2,
  hostile: 2,
  human_request: 2,
  ask_amount: 2,
  ask_how_to_pay: 2,
  ask_invoice: 2,
  opt_out: 2,
  legal_question: 2,
  greeting: 3,
  thanks_ok: 3,
  other: 4,
};

/** Reasons that leave room for a promise in the same breath: with a day named, the promise leads. */
const SOFT: readonly Label[] = ['forgot', 'busy_later', 'thanks_ok', 'greeting', 'other'];

/** A part of a text counts beside the whole from this probability on. */
const CLEAR_PART = 0.6;
/** A second label of the whole text is told from this probability on. */
const SECOND = 0.22;
/** Below this nothing is claimed. */
const ABSTAIN = 0.3;
/** What a word of the lexicon is worth. */
const SETTLED = 0.95;

/** What is known of a text before the label is chosen. */
export interface Evidence {
  /** Probabilities of {@link LABELS} for the whole text. */
  readonly whole: Float64Array;
  /** The same for each of its parts; empty for a text of one part. */
  readonly parts: readonly Float64Array[];
  /** Labels that a word settles. */
  readonly urgent: readonly Label[];
  /** The text names a day that is still to come. */
  readonly namesDay: boolean;
}

export interface Verdict {
  readonly label: Label;
  readonly confidence: number;
  readonly also: readonly Label[];
  readonly abstained: boolean;
}

function best(row: Float64Array): { label: Label; probability: number } {
  let top: { label: Label; probability: number } = { label: 'other', probability: 0 };
  LABELS.forEach((label, index) => {
    const probability = row[index] ?? 0;
    if (probability > top.probability) top = { label, probability };
  });
  return top;
}

/** Chooses one label and the ones beside it (contract of intents: labelling rule). */
export function chooseLabel({ whole, parts, urgent, namesDay }: Evidence): Verdict {
  const found = new Map<Label, number>();
  const top = best(whole);
  found.set(top.label, top.probability);
  LABELS.forEach((label, index) => {
    const probability = whole[index] ?? 0;
    if (probability >= SECOND) found.set(label, probability);
  });
  for (const part of parts) {
    const { label, probability } = best(part);
    if (probability >= CLEAR_PART) {
      found.set(label, Math.max(found.get(label) ?? 0, probability * 0.9));
    }
  }
  for (const label of urgent) found.set(label, SETTLED);
  const lead = leading(found, top, urgent);
  const promised = namesDay && found.has('promise') && SOFT.includes(lead);
  const label = promised ? 'promise' : lead;
  const confidence = found.get(label) ?? 0;
  const also = [...found]
    .filter(([other, probability]) => other !== label && RANKS[other] < 3 && probability >= SECOND)
    .toSorted(([, a], [, b]) => b - a)
    .map(([other]) => other);
  return { label, confidence, also, abstained: confidence < ABSTAIN };
}

/** The most probable of the first rank that is sure enough to lead. */
function leading(
  found: ReadonlyMap<Label, number>,
  top: { readonly label: Label; readonly probability: number },
  urgent: readonly Label[],
): Label {
  let lead = top.label;
  let weight = top.probability;
  for (const [label, probability] of found) {
    const higher = RANKS[label] < RANKS[lead];
    const equal = RANKS[label] === RANKS[lead] && probability > weight;
    const clear = urgent.includes(label) || probability >= CLEAR_PART * 0.9;
    if ((higher && clear) || equal) {
      lead = label;
      weight = probability;
    }
  }
  return lead;
}
