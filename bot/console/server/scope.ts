import type { Estate } from '#domain/estate.ts';
import type { Household } from '#domain/household.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { StaffMember } from '#ports/store/staff.ts';
import type { Tx } from '#ports/store/store.ts';
import type { Hint } from '../api.ts';
import { type Act, may } from './permission.ts';
import { colleagueKey, groupKey } from './simulated-key.ts';
import { Refused } from './refused.ts';

/** Whether a member of staff works for an estate; who has none named works for all. */
export function worksFor({ estates }: StaffMember, estateId: string): boolean {
  return estates.length === 0 || estates.includes(estateId);
}

/** Whether a member of staff works for every estate there is. */
export async function worksForAll(tx: Tx, member: StaffMember): Promise<boolean> {
  return (await tx.estates.list()).every(({ id }) => worksFor(member, id));
}

/** An account serves every estate, so only who works for all of them may let it go. */
export function servesAll({ estates }: StaffMember): boolean {
  return estates.length === 0;
}

/** The estates a member of staff may see. */
export async function estatesOf(tx: Tx, member: StaffMember): Promise<Estate[]> {
  return (await tx.estates.list()).filter(({ id }) => worksFor(member, id));
}

/** An estate within the member's scope; outside of it, it does not exist. @throws Refused 404. */
export async function estateFor(tx: Tx, member: StaffMember, id: string): Promise<Estate> {
  const estate = worksFor(member, id) ? await tx.estates.byId(id) : undefined;
  if (!estate) throw new Refused(404, 'NOT_FOUND');
  return estate;
}

/** A conversation within the member's scope; outside of it, it does not exist. @throws Refused 404. */
export async function conversationFor(
  tx: Tx,
  member: StaffMember,
  id: string,
): Promise<Conversation> {
  const found = await tx.conversations.byId(id);
  if (!found || !worksFor(member, found.estateId)) throw new Refused(404, 'NOT_FOUND');
  return found;
}

/** What somebody must be allowed to, to be told of a topic. */
const NEEDED: Readonly<Record<Hint['topic'], Act>> = {
  conversation: 'read-conversation',
  presence: 'read-conversation',
  queue: 'read-conversation',
  wave: 'preview-wave',
  channel: 'account',
  simulator: 'simulator',
  script: 'read-script',
};

/** Whether a hint is about an estate within the member's scope; `channel` is that of the simulator. */
export async function mayKnow(
  tx: Tx,
  member: StaffMember,
  { topic, id }: Hint,
  channel: string | null,
): Promise<boolean> {
  if (!may(member.role, NEEDED[topic])) return false;
  if (member.estates.length === 0 || topic === 'channel' || topic === 'script') return true;
  if (topic === 'simulator') {
    if (id === colleagueKey(member.id) || member.estates.some((one) => id === groupKey(one))) {
      return true;
    }
    const contact = channel === null ? undefined : await tx.contacts.byKey(channel, id);
    return contact !== undefined && (await homeOf(tx, member, contact.id)) !== undefined;
  }
  const conversation = await tx.conversations.byId(id);
  return worksFor(member, conversation?.estateId ?? id);
}

/** The home of a contact, where it is within the member's scope. */
export async function homeOf(
  tx: Tx,
  member: StaffMember,
  contactId: string,
): Promise<Household | undefined> {
  for (const { householdId } of await tx.bindings.of(contactId)) {
    const household = await tx.households.byId(householdId);
    if (household && worksFor(member, household.estateId)) return household;
  }
  return undefined;
}
