import { HOUR_MS, type Instant, later } from '#domain/time.ts';
import type { Channel } from '#ports/channel.ts';
import { absentChannel } from '#turn/kept-channel.ts';
import type { StaffMember } from '#ports/store/staff.ts';
import type { Tx } from '#ports/store/store.ts';
import type { ChannelList } from '../../channel-api.ts';
import { worksFor } from '../scope.ts';
import { aliveThen } from './gap-view.ts';

type View = ChannelList['items'][number];

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
  const running = new Set(channels.map(({ name }) => name));
  const known = await tx.channels.list();
  // People were met there, and the service was not asked to open it: what is for them waits.
  const gone = known
    .filter(({ name }) => !running.has(name))
    .map(({ name }) => absentChannel(name));
  for (const { name, health, loginCode, capabilities } of [...channels, ...gone].map(bound)) {
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
        conversations: await aliveThen(tx, conversations, (estate) => worksFor(member, estate)),
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
