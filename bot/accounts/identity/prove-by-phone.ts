import { randomUUID } from 'node:crypto';
import type { Estate } from '#domain/estate.ts';
import type { Household } from '#domain/household.ts';
import type { Instant } from '#domain/time.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';
import { mayBeSameOwner } from '../import/owner-grammar.ts';
import { type Bound, bindOwner } from './bind.ts';
import { takeTry } from './tries.ts';

/** What somebody says of themself. `lastFour` is null where the number on file is no longer theirs. */
export interface Said {
  readonly room: string;
  readonly name: string;
  readonly lastFour: string | null;
}

export type ProofOutcome =
  | Bound
  | { readonly result: 'limited' }
  /** Staff compare. The same for a room that is not there, a wrong name, and a number that changed or is missing. */
  | { readonly result: 'refused'; readonly request: string };

/**
 * Room, name and the last four digits of the phone on file: all three, or a person looks. What the store is asked does not
 * depend on which of them is wrong, or whether there is such a room.
 */
export async function proveByPhone(
  tx: Tx,
  { id, contactId, estateId }: Conversation,
  said: Said,
  estate: Pick<Estate, 'timezone'>,
  now: Instant,
): Promise<ProofOutcome> {
  if (!(await takeTry(tx, contactId, said.room, estate, now))) return { result: 'limited' };
  let proved: Household | undefined;
  let home = estateId;
  for (const one of await tx.estates.list()) {
    const household = await tx.households.byRoom(one.id, said.room);
    if (household && named(household, said)) home = one.id;
    if (household && named(household, said) && phoned(household, said)) proved = household;
  }
  if (proved) return bindOwner(tx, contactId, proved.id, now);
  await tx.identityRequests.replace(contactId, now);
  const request = randomUUID();
  await tx.identityRequests.put({
    id: request,
    estateId: home,
    contactId,
    conversationId: id,
    ...said,
    openedAt: now,
    closedAt: null,
    end: null,
    staffId: null,
    reason: null,
  });
  return { result: 'refused', request };
}

function plain(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

/** Whether the books name this person as an owner of the home. */
export function named({ owner }: Household, { name }: Pick<Said, 'name'>): boolean {
  return name !== '' && mayBeSameOwner(plain(owner), plain(name));
}

/** Whether the phone on file ends in these digits. */
export function phoned({ phone }: Household, { lastFour }: Pick<Said, 'lastFour'>): boolean {
  return phone !== null && lastFour !== null && phone.endsWith(lastFour);
}
