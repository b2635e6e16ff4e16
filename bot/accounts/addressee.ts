import type { Binding, Role } from '#domain/household.ts';
import type { Instant } from '#domain/time.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';

const BY_ROLE: readonly Role[] = ['owner', 'unknown', 'family', 'tenant'];

function rank({ role, level }: Binding): number {
  const proved = level === 'verified' || level === 'delegate' ? 0 : BY_ROLE.length;
  return proved + BY_ROLE.indexOf(role);
}

/** The person of a household whose right to hear is best proved. */
export async function bestBinding(tx: Tx, householdId: string): Promise<Binding | undefined> {
  return (await tx.bindings.to(householdId)).toSorted((a, b) => rank(a) - rank(b))[0];
}

/**
 * The conversation in which a household is written to: with the person whose right to hear is best proved.
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
  return tx.conversations.ensure(household.estateId, best.contactId, householdId, now);
}
