import type { Estate } from '#domain/estate.ts';
import type { Instant } from '#domain/time.ts';
import { dateAt, instantAt } from '#domain/zone.ts';
import type { Tx } from '#ports/store/store.ts';

/** Tries a contact and a room have in one day of the estate (policy: identity). */
const OF_CONTACT = 5;
const OF_ROOM = 10;

/**
 * Takes one try. A room counts as it was written, whether or not it exists.
 * @returns false when today's tries are used up: nothing may be looked at then.
 */
export async function takeTry(
  tx: Tx,
  contactId: string,
  room: string | null,
  { timezone }: Pick<Estate, 'timezone'>,
  now: Instant,
): Promise<boolean> {
  const morning = instantAt(dateAt(now, timezone), 0, timezone);
  const own = await tx.identityTries.ofContact(contactId, morning);
  const there = room === null ? 0 : await tx.identityTries.ofRoom(room, morning);
  if (own >= OF_CONTACT || there >= OF_ROOM) return false;
  await tx.identityTries.add(contactId, room, now);
  return true;
}
