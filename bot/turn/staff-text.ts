import type { Content } from '#content/load.ts';
import type { LocalDate } from '#domain/time.ts';
import { guard } from '#policy/guard.ts';
import { quotationsIn } from '#policy/quotation.ts';

/** A place in a canned reply that nobody filled. */
const UNFILLED = /\{\w+\}/u;

/**
 * Names of the rules that a colleague's text breaks; empty when it may be sent. Staff may quote the law word for word and
 * write figures of their own.
 */
export function guardStaffText(
  { catalogue }: Pick<Content, 'catalogue'>,
  text: string,
  today: LocalDate,
): readonly string[] {
  if (UNFILLED.test(text)) return ['unfilled-slot'];
  const quotations = quotationsIn(text, catalogue.statutes.values(), today);
  const wording = { text, citations: [], quotations, known: [] };
  return guard(wording, catalogue.refusals, { checkFigures: false }).rules;
}
