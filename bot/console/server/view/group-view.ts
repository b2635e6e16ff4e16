import { isReached } from '#group/known-colleague.ts';
import type { Channel } from '#ports/channel.ts';
import type { StaffMember } from '#ports/store/staff.ts';
import type { Tx } from '#ports/store/store.ts';
import type { EstateGroup, OwnWechat } from '../../group-api.ts';
import { worksFor } from '../scope.ts';
import { staffNames } from './conversation-view.ts';

/** The groups of an estate and whose WeChat is bound there. */
export async function estateGroup(
  tx: Tx,
  channels: readonly Channel[],
  estateId: string,
): Promise<EstateGroup> {
  const nameOf = await staffNames(tx);
  const groups: EstateGroup['groups'] = [];
  for (const group of await tx.staffGroups.of(estateId)) {
    const { id, channel, key, boundAt, boundBy } = group;
    const last = await tx.staffPosts.last(channel, key);
    groups.push({
      id,
      channel,
      boundAt,
      boundBy: nameOf(boundBy) ?? '',
      isReached: await isReached(tx, group),
      last: last ? { at: last.createdAt, status: last.status } : null,
    });
  }
  const colleagues: EstateGroup['colleagues'] = [];
  for (const { staffId, channel, boundAt } of await tx.staffContacts.list()) {
    const member = await tx.staff.byId(staffId);
    if (member?.endedAt !== null || !worksFor(member, estateId)) continue;
    colleagues.push({ staffId, name: member.name, channel, boundAt });
  }
  const ways = channels.map(({ name, capabilities }) => ({
    name,
    rooms: capabilities.rooms === true,
  }));
  return { groups, colleagues, channels: ways };
}

/** Where a member's own WeChat is bound. */
export async function ownWechat(tx: Tx, { id }: StaffMember): Promise<OwnWechat> {
  const all = await tx.staffContacts.list();
  const items = all
    .filter(({ staffId }) => staffId === id)
    .map(({ channel, boundAt }) => ({ channel, boundAt }));
  return { items };
}
