import type { Contact } from '#domain/household.ts';
import type { Instant } from '#domain/time.ts';
import type { Channel } from '#ports/channel.ts';

/**
 * How a household can be reached: `open` now; `waits` for an account that is not ready, and leaves when it is; `closed`
 * where the channel cannot begin and the resident has not written of late, or is not run any more; `nobody` where no
 * contact is known. For the last two a printed code is the way.
 */
export const WAYS = ['open', 'waits', 'closed', 'nobody'] as const;
export type Way = (typeof WAYS)[number];

export function wayTo(
  channels: readonly Channel[],
  contact: Contact | undefined,
  now: Instant,
): Way {
  if (!contact) return 'nobody';
  const channel = channels.find(({ name }) => name === contact.channel);
  if (!channel) return 'closed';
  const permission = channel.canSend(contact.key, true, now);
  if (!channel.capabilities.proactive && !permission.ok) return 'closed';
  return channel.health() === 'ready' ? 'open' : 'waits';
}
