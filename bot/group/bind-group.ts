import { randomUUID } from 'node:crypto';
import type { Instant } from '#domain/time.ts';
import { lookAt } from '#handoff/watch-queue.ts';
import type { StaffMember } from '#ports/store/staff.ts';
import type { Tx } from '#ports/store/store.ts';
import { takeTry } from './bind-colleague.ts';
import { said } from './case-text.ts';
import type { CommandJob } from './command-job.ts';
import type { GroupParts } from './group-parts.ts';
import type { Text } from './post.ts';

/**
 * Binds a room to the estate of the code that a colleague of it brought there.
 * @returns the answer, and whether it may be said in the room: one that is not bound is never answered.
 */
export async function bindGroup(
  { words, worksFor }: GroupParts,
  tx: Tx,
  { contactId, channel }: CommandJob,
  room: string,
  member: StaffMember,
  hash: string | null,
  now: Instant,
): Promise<{ readonly text: Text; readonly inRoom: boolean }> {
  const mayTry = await takeTry(tx, contactId, now);
  const code = mayTry && hash !== null ? await tx.staffCodes.spend(hash, 'group', now) : undefined;
  const estateId = code?.estateId ?? null;
  const estate = estateId === null ? undefined : await tx.estates.byId(estateId);
  if (!estate || !worksFor(member, estate.id)) {
    return { text: said(words, 'say.badGroupCode'), inRoom: false };
  }
  const epoch = (await tx.channels.byName(channel))?.epoch ?? 0;
  const id = randomUUID();
  const where = { id, channel, key: room, estateId: estate.id, epoch };
  await tx.staffGroups.put({ ...where, boundBy: member.id, boundAt: now });
  const about = { subject: estate.id, before: null, after: channel, reason: null };
  await tx.audit.append({ at: now, actor: member.id, act: 'group-bound', ...about });
  await lookAt(tx, estate.id, now);
  return { text: said(words, 'say.groupBound', { estate: estate.name }), inRoom: true };
}
