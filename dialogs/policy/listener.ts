import type { Facts } from '#domain/facts.ts';
import type { Household } from '#domain/household.ts';

/**
 * Who hears, by a name that does not depend on the database: the estate and room of the household, so that everybody who
 * lives there counts as one; the contact where there is none. What is spread over households is spread by it.
 */
export function listenerOf({ home, contact }: Pick<Facts, 'home' | 'contact'>): string {
  return home ? nameOfHome(home.household) : `${contact.channel} ${contact.key}`;
}

/** A household by a name that is the same in every copy of the books. */
export function nameOfHome({ estateId, room }: Household): string {
  return `${estateId} ${room}`;
}
