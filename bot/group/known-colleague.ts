import { SOURCE_LOCALE } from '#domain/locale.ts';
import type { Instant } from '#domain/time.ts';
import type { Contact } from '#domain/household.ts';
import type { Channel } from '#ports/channel.ts';
import type { StaffGroup } from '#ports/store/group.ts';
import type { StaffMember } from '#ports/store/staff.ts';
import type { Tx } from '#ports/store/store.ts';

/** Somebody in a channel; `handle` is an id that no login changes. */
export interface Person {
  readonly contact: string;
  readonly name: string;
  readonly handle: string | null;
}

/** The colleague behind a contact of ours, as long as they work here. */
export async function colleagueOf(tx: Tx, contactId: string): Promise<StaffMember | undefined> {
  const bound = await tx.staffContacts.of(contactId);
  const member = bound && (await tx.staff.byId(bound.staffId));
  return member?.endedAt === null ? member : undefined;
}

/** The contact somebody is, who wrote just now: found again after a new login where a handle tells, begun where new. */
export async function met(
  tx: Tx,
  channel: Pick<Channel, 'name' | 'capabilities'>,
  { contact, name, handle }: Person,
  now: Instant,
): Promise<Contact> {
  if (handle !== null) await tx.channels.rekey(channel.name, handle, contact);
  const found = await tx.contacts.ensure(channel.name, contact, name, SOURCE_LOCALE, now);
  if (channel.capabilities.idsChange === true) {
    await tx.channels.met(found.id, channel.name, handle);
  }
  return found;
}

/** Whether a group is still behind its key: where logins give new keys, an old one may be anybody's. */
export async function isReached(tx: Tx, group: StaffGroup): Promise<boolean> {
  const channel = await tx.channels.byName(group.channel);
  return channel?.idsChange !== true || channel.epoch === group.epoch;
}

/** The living group of a room that is still behind its key. */
export async function groupOf(
  tx: Tx,
  channel: string,
  room: string,
): Promise<StaffGroup | undefined> {
  const group = await tx.staffGroups.byKey(channel, room);
  return group && (await isReached(tx, group)) ? group : undefined;
}
