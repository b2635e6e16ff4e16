import type { Binding, Role } from '#domain/household.ts';
import { rightsOf } from '#policy/identity/rights.ts';
import type { Instant } from '#domain/time.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';

const BY_ROLE: readonly Role[] = ['owner', 'unknown', 'family', 'tenant'];

/** Owners before those who speak for them, and both before everybody who may not be reminded. */
function rank(binding: Binding): number {
  const { lets, reminded } = rightsOf(binding);
  const group = lets ? 0 : reminded ? 1 : 2;
  return group * BY_ROLE.length + BY_ROLE.indexOf(binding.role);
}

/** The person of a household whose right to hear is best proved. */
export async function bestBinding(tx: Tx, householdId: string): Promise<Binding | undefined> {
  return (await tx.bindings.to(householdId)).toSorted((a, b) => rank(a) - rank(b))[0];
}

/**
 * The conversation in which a household is written to: with the person whose right to hear is best proved.
 * It is given as being about this household; where its person has several, it may stand at another one in the store.
 * Undefined when nobody of the household is known in any channel.
 */
export async function addressee(
  tx: Tx,
  householdId: string,
  now: Instant,
): Promise<Conversation | undefined> {
  const best = await bestBinding(tx, householdId);
  const household = await tx.households.byId(householdId);
  if (!best || !household) return undefined;
  const known = await tx.conversations.byContact(best.contactId);
  if (known && known.householdId !== null) return { ...known, householdId };
  return tx.conversations.ensure(household.estateId, best.contactId, householdId, now);
}
