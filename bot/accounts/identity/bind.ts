import { rightsOf } from '#policy/identity/rights.ts';
import type { Instant } from '#domain/time.ts';
import type { Tx } from '#ports/store/store.ts';

/** Who became the verified owner of what, and who was that already and is told that somebody asked. */
export interface Bound {
  readonly result: 'bound';
  readonly householdId: string;
  readonly holders: readonly string[];
}

/** Binds a contact as verified owner. Several owners are each bound by themselves; what was to be checked is over. */
export async function bindOwner(
  tx: Tx,
  contactId: string,
  householdId: string,
  now: Instant,
): Promise<Bound> {
  const known = await tx.bindings.to(householdId);
  const holders = known
    .filter((one) => one.contactId !== contactId && rightsOf(one).lets)
    .map((one) => one.contactId);
  await tx.bindings.put(contactId, householdId, 'owner', 'verified', now);
  await tx.identityRequests.replace(contactId, now);
  const conversation = await tx.conversations.byContact(contactId);
  if (conversation) await tx.conversations.setHousehold(conversation.id, householdId);
  return { result: 'bound', householdId, holders };
}
