import { SOURCE_LOCALE } from '#domain/locale.ts';
import type { Instant } from '#domain/time.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';
import type { World } from './world.ts';

/** Somebody as a channel knows them; `handle` is an id that no login changes, where it tells one. */
interface Person {
  readonly contact: string;
  readonly contactName: string;
  readonly handle?: string | null;
}

/** The thread with a person of a channel, which is begun where there is none. */
export async function conversationWith(
  { homeEstate, channel: channelOf }: World,
  tx: Tx,
  channel: string,
  { contact: key, contactName, handle = null }: Person,
  now: Instant,
): Promise<Conversation> {
  if (handle !== null) await tx.channels.rekey(channel, handle, key);
  const contact = await tx.contacts.ensure(channel, key, contactName, SOURCE_LOCALE, now);
  if (channelOf(channel).capabilities.idsChange === true) {
    await tx.channels.met(contact.id, channel, handle);
  }
  const known = await tx.conversations.byContact(contact.id);
  if (known) return known;
  const [binding] = await tx.bindings.of(contact.id);
  const household = binding && (await tx.households.byId(binding.householdId));
  const estateId = household?.estateId ?? (await homeEstate(tx));
  return tx.conversations.ensure(estateId, contact.id, household?.id ?? null, now);
}
