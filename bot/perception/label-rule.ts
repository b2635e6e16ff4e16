import { LABELS, type Label } from '#domain/label.ts';

/** Which label leads when a text has several: safety, the reason, the request, politeness. */
const RANKS: Readonly<Record<Label, number>> = {
  vulnerable: 0,
  paid_claim: 1,
  service_quality: 1,
  house_defect: 1,
  billing_dispute: 1,
  owner_absent: 1,
  tenant_or_third_party: 1,
  statute_limitation: 1,
  no_contract: 1,
  hardship: 1,
  concession_seeking: 1,
  forgot: 1,
  busy_later: 1,
  promise: 2,
  instalment_request: 3,
  wilful_refusal: 3,
  hostile: 3,
  human_request: 3,
  ask_amount: 3,
  ask_how_to_pay: 3,
  ask_invoice: 3,
  opt_out: 3,
  legal_question: 3,
  greeting: 4,
  thanks_ok: 4,
  other: 5,
};
const POLITENESS = RANKS.greeting;

/** Reasons that leave room for a promise in the same breath: with a day named, the promise leads. */
const SOFT: readonly Label[] = ['forgot', 'busy_later', 'thanks_ok', 'greeting', 'other'];

/** What a part of a text says is told beside the label of the whole from this probability on. */
const CLEAR_PART = 0.8;
/** From here on a part that speaks of danger leads, whatever the whole says. */
const CERTAIN_PART = 0.9;
/** A second label of the whole text is told from this probability on. */
const SECOND = 0.22;
/** Below this nothing is claimed. */
const ABSTAIN = 0.5;
/**
 * Labels whose miss costs more than a false alarm lead, or stand beside the lead, already from this probability on
 * (docs/perception.md: what is not to be missed).
 */
const NOT_TO_BE_MISSED: Readonly<Partial<Record<Label, number>>> = {
  vulnerable: 0.12,
  opt_out: 0.15,
  human_request: 0.12,
};
/** What a word of the lexicon is worth. */
const SETTLED = 0.95;

/** Confidence in a label that leads for caution's sake: enough to act on, too little to be sure. */
const CAUTION = 0.4;

/** What is known of a text before the label is chosen. */
export interface Evidence {
  /** Probabilities of {@link LABELS} for the whole text. */
  readonly whole: Float64Array;
  /** The same for each of its parts; empty for a text of one part. */
  readonly parts: readonly Float64Array[];
  /** Labels that a word settles; `other` for orders to the machine, which outweigh all but a reason. */
  readonly urgent: readonly Label[];
  /** The text names a day that is still to come. */
  readonly namesDay: boolean;
  /** The label of a message that is nothing but a known phrase. */
  readonly settled: Label | undefined;
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
export function chooseLabel({ whole, parts, urgent, namesDay, settled }: Evidence): Verdict {
  if (settled) return { label: settled, confidence: SETTLED, also: [], abstained: false };
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
      found.set(label, Math.max(found.get(label) ?? 0, probability));
    }
  }
  for (const label of urgent) found.set(label, SETTLED);
  const cautious = likelyEnough(whole);
  for (const label of cautious) found.set(label, Math.max(found.get(label) ?? 0, CAUTION));
  const strongest = leading(found, top, [...urgent, ...cautious]);
  const commanded = urgent.includes('other') && RANKS[strongest] >= RANKS.instalment_request;
  const lead = commanded ? 'other' : strongest;
  const promised = namesDay && found.has('promise') && SOFT.includes(lead);
  const label = promised ? 'promise' : lead;
  const confidence = found.get(label) ?? 0;
  const also = [...found]
    .filter(
      ([other, probability]) =>
        other !== label && RANKS[other] < POLITENESS && probability >= SECOND,
    )
    .toSorted(([, a], [, b]) => b - a)
    .map(([other]) => other);
  return { label, confidence, also, abstained: confidence < ABSTAIN };
}

function likelyEnough(whole: Float64Array): Label[] {
  return LABELS.filter((label, index) => (whole[index] ?? 0) >= (NOT_TO_BE_MISSED[label] ?? 2));
}

/**
 * What is most probable of the whole. Something of a higher rank leads only where a word settles it, where missing it
 * would cost more than a false alarm, or where the whole is no more than polite or unclear.
 */
function leading(
  found: ReadonlyMap<Label, number>,
  top: { readonly label: Label; readonly probability: number },
  sure: readonly Label[],
): Label {
  const open = RANKS[top.label] >= POLITENESS || top.probability < ABSTAIN;
  let lead = top.label;
  let weight = top.probability;
  for (const [label, probability] of found) {
    const danger = label === 'vulnerable' && probability >= CERTAIN_PART;
    const counts = sure.includes(label) || danger || (open && probability >= CLEAR_PART);
    if (!counts) continue;
    const ahead = RANKS[label] - RANKS[lead];
    if (ahead < 0 || (ahead === 0 && lead !== top.label && probability > weight)) {
      lead = label;
      weight = probability;
    }
  }
  return lead;
}
