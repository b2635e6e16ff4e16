import { SOURCE_LOCALE } from '#domain/locale.ts';
import type { Instant } from '#domain/time.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';
import type { World } from './world.ts';

/** The thread with a person of a channel, which is begun where there is none. */
export async function conversationWith(
  { homeEstate }: World,
  tx: Tx,
  channel: string,
  { contact: key, contactName }: { readonly contact: string; readonly contactName: string },
  now: Instant,
): Promise<Conversation> {
  const contact = await tx.contacts.ensure(channel, key, contactName, SOURCE_LOCALE, now);
  const known = await tx.conversations.byContact(contact.id);
  if (known) return known;
  const [binding] = await tx.bindings.of(contact.id);
  const household = binding && (await tx.households.byId(binding.householdId));
  const estateId = household?.estateId ?? (await homeEstate(tx));
  return tx.conversations.ensure(estateId, contact.id, household?.id ?? null, now);
}
