import type { Refusal } from '#domain/content.ts';
import type { Wording } from '#domain/speech.ts';
import { unknownIn } from './figure.ts';
import { likeness } from './likeness.ts';
import { closeUp, isTurned, normalise } from './normalise.ts';

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

/**
 * Whether a text may be said at all (policy: speech guard): no refused tactic however it is dressed, and no figure or
 * link the ledger does not know. Quotations of law are taken out first; they stand in the registry word for word.
 */
export function guard(
  wording: Wording,
  refusals: readonly Refusal[],
  { checkFigures }: GuardOptions,
): GuardVerdict {
  const rules = new Set<string>();
  if (wording.text.length > LONGEST) return { ok: false, rules: ['too-long'] };
  let own = wording.text;
  // A full stop in its place, so that what stood before and after does not grow together.
  for (const quotation of wording.quotations) {
    if (quotation !== '') own = own.replaceAll(quotation, '\n');
  }
  const text = normalise(own);
  if (normalise(wording.text).trim() === '') rules.add('empty');
  if (isTurned(wording.text)) rules.add('hidden-layout');
  const closed = closeUp(text);
  for (const refusal of refusals) {
    if (isRefused(closed, refusal)) rules.add(refusal.rule);
  }
  if (checkFigures) {
    const unknown = unknownIn(text, wording.known);
    if (unknown.figure) rules.add('unknown-figure');
    if (unknown.link) rules.add('unknown-link');
  }
  for (const refusal of refusals) {
    if (rules.size === 0 && resembles(closed, refusal, refusals)) rules.add(refusal.rule);
  }
  return { ok: rules.size === 0, rules: [...rules] };
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** A match counts unless it lies as a whole inside a harmless context. */
function isRefused(text: string, { patterns, except }: Refusal): boolean {
  let harmless: readonly Span[] | undefined;
  for (const pattern of patterns) {
    for (const found of spans(text, pattern)) {
      harmless ??= except.flatMap((context) => spans(text, context));
      if (!harmless.some(({ from, to }) => from <= found.from && found.to <= to)) return true;
    }
  }
  return false;
}

/**
 * What was learned from examples is asked last, where no pattern names the tactic. What the patterns know as harmless,
 * as "we never cut the water", is taken out first.
 */
function resembles(text: string, { learned }: Refusal, refusals: readonly Refusal[]): boolean {
  if (!learned || likeness(learned, text) < learned.from) return false;
  let rest = text;
  for (const { except } of refusals) {
    for (const context of except) rest = rest.replaceAll(globally(context), '\n');
  }
  return likeness(learned, rest) >= learned.from;
}

function spans(text: string, pattern: RegExp): Span[] {
  if (!pattern.test(text)) return [];
  return [...text.matchAll(globally(pattern))].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
}

const globals = new WeakMap<RegExp, RegExp>();

function globally(pattern: RegExp): RegExp {
  const known = globals.get(pattern);
  if (known) return known;
  const made = new RegExp(pattern.source, `${pattern.flags}g`);
  globals.set(pattern, made);
  return made;
}
