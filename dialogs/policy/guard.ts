import type { Refusal } from '#domain/content.ts';
import type { Wording } from '#domain/speech.ts';
import { normalise } from './normalise.ts';

export interface GuardOptions {
  /** Whether every figure in the text must come from the ledger; people may write figures of their own. */
  readonly checkFigures: boolean;
}

export interface GuardVerdict {
  readonly ok: boolean;
  /** Names of the rules that were broken. */
  readonly rules: readonly string[];
}

/** No channel of ours takes more; a longer text is not one of ours. */
const LONGEST = 4000;

/** Sums, days, rooms and numbers of any length; single digits are menu numbers and counts. */
const FIGURE = /https?:\/\/\S+|\d[\d.,:/-]*\d/gu;

/**
 * Whether a text may be said at all (policy: speech guard): no refused tactic however it is dressed, and no figure the
 * ledger does not know. Quotations of law are taken out first; they stand in the registry word for word.
 */
export function guard(
  wording: Wording,
  refusals: readonly Refusal[],
  { checkFigures }: GuardOptions,
): GuardVerdict {
  let own = wording.text;
  for (const quotation of wording.quotations) own = own.replaceAll(quotation, ' ');
  const rules = new Set<string>();
  const text = normalise(own);
  if (normalise(wording.text).trim() === '') rules.add('empty');
  if (wording.text.length > LONGEST) rules.add('too-long');
  for (const refusal of refusals) {
    if (isRefused(text, refusal)) rules.add(refusal.rule);
  }
  if (checkFigures && unknownFigure(text, wording.known)) rules.add('unknown-figure');
  return { ok: rules.size === 0, rules: [...rules] };
}

/** A pattern counts unless the whole match lies inside a harmless context. */
function isRefused(text: string, { patterns, except }: Refusal): boolean {
  let rest = text;
  for (const harmless of except) rest = rest.replaceAll(globally(harmless), ' ');
  return patterns.some((pattern) => pattern.test(rest));
}

function globally(pattern: RegExp): RegExp {
  return pattern.global ? pattern : new RegExp(pattern.source, `${pattern.flags}g`);
}

function unknownFigure(text: string, known: readonly string[]): boolean {
  let rest = text;
  const longestFirst = known.map(normalise).toSorted((a, b) => b.length - a.length);
  for (const figure of longestFirst) {
    if (figure !== '') rest = rest.replaceAll(figure, ' ');
  }
  return rest.match(FIGURE) !== null;
}
