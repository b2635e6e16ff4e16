import type { Facts } from '#domain/facts.ts';

/**
 * Who hears, by a name that does not depend on the database: the estate and room of the household, so that everybody who
 * lives there counts as one; the contact where there is none. What is spread over households is spread by it.
 */
export function listenerOf({ home, contact }: Pick<Facts, 'home' | 'contact'>): string {
  return home
    ? `${home.household.estateId} ${home.household.room}`
    : `${contact.channel} ${contact.key}`;
}
