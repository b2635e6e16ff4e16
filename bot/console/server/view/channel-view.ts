import { HOUR_MS, type Instant, instant, later } from '#domain/time.ts';
import { dateAt, instantAt } from '#domain/zone.ts';
import type { Channel } from '#ports/channel.ts';
import { absentChannel } from '#turn/kept-channel.ts';
import type { StaffMember } from '#ports/store/staff.ts';
import type { Tx } from '#ports/store/store.ts';
import type { ChannelList } from '../../channel-api.ts';
import { estatesOf, worksFor } from '../scope.ts';
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
  const opened = new Set(channels.map(({ name }) => name));
  const [estate] = await estatesOf(tx, member);
  const timezone = estate?.timezone ?? 'Asia/Shanghai';
  const midnight = instantAt(dateAt(now, timezone), 0, timezone);
  const views: View[] = [];
  for (const channel of channels) {
    views.push(await viewOf(tx, channel, true, member, { now, midnight }));
  }
  // People were met there, and the service was not asked to open it: what is for them waits.
  for (const { name } of await tx.channels.list()) {
    if (opened.has(name)) continue;
    views.push(await viewOf(tx, absentChannel(name), false, member, { now, midnight }));
  }
  return views;
}

async function viewOf(
  tx: Tx,
  channel: Channel,
  opened: boolean,
  member: StaffMember,
  { now, midnight }: { readonly now: Instant; readonly midnight: Instant },
): Promise<View> {
  const { name, capabilities } = channel;
  const known = await tx.channels.byName(name);
  const moved = await tx.channels.lastMoved(name);
  const hourAgo = later(now, -HOUR_MS);
  const sent = await tx.outbox.sentBy(name, instant(Math.min(midnight, hourAgo)));
  const reminded = sent.filter(({ at, proactive }) => proactive && at >= hourAgo).length;
  const { pace } = capabilities;
  return {
    name,
    opened,
    state: channel.health(),
    since: known?.stateSince ?? null,
    hasCode: (channel.loginCode?.() ?? null) !== null,
    loggedInAt: known?.loggedInAt ?? null,
    riskAt: known?.riskAt ?? null,
    lastIn: moved.in,
    lastOut: moved.out,
    sentToday: sent.filter(({ at }) => at >= midnight).length,
    pace: pace ? { perHour: pace.proactivePerHour, lastHour: reminded } : null,
    breaker: known?.breaker ?? null,
    gaps: await gapsOf(tx, name, member),
  };
}

async function gapsOf(tx: Tx, name: string, member: StaffMember): Promise<View['gaps']> {
  const ours = (estate: string) => worksFor(member, estate);
  return Promise.all(
    (await tx.channels.gaps(name, GAPS)).map(
      async ({ id, from, to, why, releasedAt, conversations }) => ({
        id,
        from,
        to,
        why,
        releasedAt,
        conversations: await aliveThen(tx, conversations, ours),
      }),
    ),
  );
}
