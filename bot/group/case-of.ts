import type { Conversation } from '#ports/store/conversations.ts';
import type { StaffMember } from '#ports/store/staff.ts';
import type { Tx } from '#ports/store/store.ts';
import type { GroupParts } from './group-parts.ts';

/** Who asks, and from where: in a group only its own estate is spoken of. */
export interface Asker {
  readonly member: StaffMember;
  /** The estate of the group; null in private. */
  readonly estateId: string | null;
}

/** Whether an estate may be spoken of to who asks, where they ask. */
export function isWithin(
  { worksFor }: Pick<GroupParts, 'worksFor'>,
  { member, estateId }: Asker,
  id: string,
): boolean {
  return worksFor(member, id) && (estateId === null || estateId === id);
}

/** The conversation of a number; one that is not within reach does not exist. */
export async function caseOf(
  parts: Pick<GroupParts, 'worksFor'>,
  tx: Tx,
  asker: Asker,
  number: number,
): Promise<Conversation | undefined> {
  const id = await tx.caseNumbers.conversation(number);
  const found = id === undefined ? undefined : await tx.conversations.byId(id);
  return found && isWithin(parts, asker, found.estateId) ? found : undefined;
}
