import type { Repair } from '#domain/understanding.ts';
import type { Lexicon } from './lexicon.ts';
import { trimmed } from './short-answer.ts';

/** Longer messages say more than that. */
const LONGEST = 40;
const CLAUSES = /[,，。.;；!！?？~～…\n]+/u;

/**
 * The repair that a whole message is, as 算了，先不约了; every clause is one, or the courtesy around it. Null where
 * something else is said as well: then that counts.
 */
export function readRepair(aligned: string, lexicon: Lexicon): Repair | null {
  const text = trimmed(aligned);
  if (text === '' || text.length > LONGEST) return null;
  const found = new Set<Repair>();
  for (const clause of text.split(CLAUSES).map(trimmed)) {
    if (clause === '') continue;
    const repair = repairIn(clause, lexicon);
    if (repair !== undefined) found.add(repair);
    else if (bare(clause, lexicon.aroundRepair) !== '' && !lexicon.deny.has(clause)) return null;
  }
  const [only, ...others] = found;
  return others.length === 0 ? (only ?? null) : null;
}

/** Words may stand around a repair and be part of one: as little as possible is taken away. */
function repairIn(clause: string, { repairs, aroundRepair }: Lexicon): Repair | undefined {
  const tried = new Set<string>();
  const open = [clause];
  for (let text = open.shift(); text !== undefined; text = open.shift()) {
    if (text === '' || tried.has(text)) continue;
    tried.add(text);
    const repair = repairs.get(text);
    if (repair !== undefined) return repair;
    for (const word of aroundRepair) {
      if (text.startsWith(word)) open.push(trimmed(text.slice(word.length)));
      if (text.endsWith(word)) open.push(trimmed(text.slice(0, -word.length)));
    }
  }
  return undefined;
}

/** What is left of a clause that is all courtesy: nothing. */
function bare(clause: string, around: readonly string[]): string {
  let rest = clause;
  for (let cut = true; cut && rest !== '';) {
    const word = around.find((one) => rest.startsWith(one));
    cut = word !== undefined;
    if (word !== undefined) rest = trimmed(rest.slice(word.length));
  }
  return rest;
}
