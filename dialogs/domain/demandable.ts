import type { HouseholdFacts } from './facts.ts';
import type { Charge } from './household.ts';

type Books = Pick<HouseholdFacts, 'charges' | 'limitation'>;

function hasRunOut({ limitation }: Books, id: string): boolean {
  return limitation.some(({ chargeId, status }) => chargeId === id && status === 'expired');
}

/** The open charges a household may be asked for: those whose limitation has run out are a person's matter (MFD-192). */
export function demandable(books: Books): Charge[] {
  return books.charges.filter(({ id }) => !hasRunOut(books, id));
}

/** The open charges whose limitation has run out: never demanded, never promised without a person. */
export function runOut(books: Books): Charge[] {
  return books.charges.filter(({ id }) => hasRunOut(books, id));
}
