import type { StaffMember } from '#ports/store/staff.ts';
import type { Tx } from '#ports/store/store.ts';
import type { TaskList } from '../../limitation-api.ts';
import { may } from '../permission.ts';
import { servesAll } from '../scope.ts';

type GapTask = TaskList['gaps'][number];

/** How many deaf periods of a channel are looked through for those that nobody has seen to. */
const LOOKED = 200;

/** Who was in touch when a channel heard nothing, as far as `isOurs` lets see. */
export async function aliveThen(
  tx: Tx,
  ids: readonly string[],
  isOurs: (estateId: string) => boolean,
): Promise<GapTask['conversations']> {
  const found: GapTask['conversations'] = [];
  for (const id of ids) {
    const conversation = await tx.conversations.byId(id);
    if (!conversation || !isOurs(conversation.estateId)) continue;
    const contact = await tx.contacts.byId(conversation.contactId);
    const home = conversation.householdId && (await tx.households.byId(conversation.householdId));
    found.push({ id, room: home ? home.room : null, name: contact?.name ?? '' });
  }
  return found;
}

/** What may have been missed of an estate's residents and nobody has looked up yet: one task a channel. */
export async function gapTasks(tx: Tx, estateId: string, member: StaffMember): Promise<GapTask[]> {
  const mayRelease = servesAll(member) && may(member.role, 'account');
  const tasks: GapTask[] = [];
  for (const { name: channel } of await tx.channels.list()) {
    const open = (await tx.channels.gaps(channel, LOOKED))
      .filter(({ releasedAt }) => releasedAt === null)
      .toReversed();
    const ids = [...new Set(open.flatMap(({ conversations }) => conversations))];
    const conversations = await aliveThen(tx, ids, (estate) => estate === estateId);
    if (conversations.length === 0) continue;
    const ours = new Set(conversations.map(({ id }) => id));
    const periods = open
      .filter((gap) => gap.conversations.some((id) => ours.has(id)))
      .map(({ id, from, to, why }) => ({ id, from, to, why }));
    tasks.push({ channel, periods, conversations, mayRelease });
  }
  return tasks;
}
