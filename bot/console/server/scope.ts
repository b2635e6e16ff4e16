import type { Estate } from '#domain/estate.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { StaffMember } from '#ports/store/staff.ts';
import type { Tx } from '#ports/store/store.ts';
import { Refused } from './refused.ts';

/** Whether a member of staff works for an estate; who has none named works for all. */
export function worksFor({ estates }: StaffMember, estateId: string): boolean {
  return estates.length === 0 || estates.includes(estateId);
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
export async function conversationFor(tx: Tx, member: StaffMember, id: string): Promise<Conversation> {
  const found = await tx.conversations.byId(id);
  if (!found || !worksFor(member, found.estateId)) throw new Refused(404, 'NOT_FOUND');
  return found;
}
