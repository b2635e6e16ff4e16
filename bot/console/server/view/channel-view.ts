import { HOUR_MS, type Instant, later } from '#domain/time.ts';
import type { Channel } from '#ports/channel.ts';
import type { StaffMember } from '#ports/store/staff.ts';
import type { Tx } from '#ports/store/store.ts';
import type { ChannelList } from '../../channel-api.ts';
import { worksFor } from '../scope.ts';

type View = ChannelList['items'][number];
type AliveThen = View['gaps'][number]['conversations'];

/** How many deaf periods are shown; older ones stand in the ledger. */
const GAPS = 20;

/** The accounts as they are now, with what may have been missed in the member's estates. */
export async function channelViews(
  tx: Tx,
  channels: readonly Channel[],
  member: StaffMember,
  now: Instant,
): Promise<View[]> {
  const views: View[] = [];
  for (const { name, health, loginCode, capabilities } of channels.map(bound)) {
    const known = await tx.channels.byName(name);
    const moved = await tx.channels.lastMoved(name);
    const { pace } = capabilities;
    const sent = pace ? await tx.outbox.sentBy(name, later(now, -HOUR_MS)) : [];
    const gaps = [];
    for (const { id, from, to, why, releasedAt, conversations } of await tx.channels.gaps(
      name,
      GAPS,
    )) {
      gaps.push({
        id,
        from,
        to,
        why,
        releasedAt,
        conversations: await aliveThen(tx, conversations, member),
      });
    }
    views.push({
      name,
      state: health(),
      since: known?.stateSince ?? null,
      hasCode: loginCode() !== null,
      loggedInAt: known?.loggedInAt ?? null,
      riskAt: known?.riskAt ?? null,
      lastIn: moved.in,
      lastOut: moved.out,
      pace: pace
        ? { perHour: pace.proactivePerHour, lastHour: sent.filter((one) => one.proactive).length }
        : null,
      breaker: known?.breaker ?? null,
      gaps,
    });
  }
  return views;
}

function bound(channel: Channel) {
  const { name, capabilities } = channel;
  const loginCode = () => channel.loginCode?.() ?? null;
  return { name, capabilities, health: () => channel.health(), loginCode };
}

async function aliveThen(tx: Tx, ids: readonly string[], member: StaffMember): Promise<AliveThen> {
  const found: AliveThen = [];
  for (const id of ids) {
    const conversation = await tx.conversations.byId(id);
    if (!conversation || !worksFor(member, conversation.estateId)) continue;
    const contact = await tx.contacts.byId(conversation.contactId);
    const home = conversation.householdId && (await tx.households.byId(conversation.householdId));
    found.push({ id, room: home ? home.room : null, name: contact?.name ?? '' });
  }
  return found;
}
