import { type Instant, later } from '#domain/time.ts';
import { Fault } from '#errors';
import type { Channel, InboundEvent, SendPermission } from '#ports/channel.ts';
import type { Clock } from '#ports/clock.ts';

/** How soon a channel that could not begin is begun again, and what waits for it is looked at again. */
const AGAIN_MS = 30_000;

const ABSENT = 'channel-absent';

type Receive = (event: InboundEvent) => Promise<void>;

/**
 * A channel whose start may fail without taking the service with it: until it has begun it is absent, what is to be sent
 * waits, and it is begun again by itself.
 */
export function keptChannel(
  channel: Channel,
  clock: Clock,
  report: (error: unknown, where: string) => void,
): Channel {
  const { transfer, sendToRoom } = channel;
  let absent = false;
  let ended = false;
  let callOff: () => void = () => undefined;

  async function begin(receive: Receive): Promise<void> {
    try {
      await channel.start(receive);
      absent = false;
    } catch (error) {
      report(error, 'channel');
      absent = true;
      if (ended) return;
      callOff = clock.wake(later(clock.now(), AGAIN_MS), () => void begin(receive));
      await receive({ type: 'health', state: 'absent', at: clock.now() }).catch((fault: unknown) =>
        report(fault, 'channel'),
      );
    }
  }

  return {
    name: channel.name,
    get capabilities() {
      return channel.capabilities;
    },
    health: () => (absent ? 'absent' : channel.health()),
    loginCode: () => (absent ? null : (channel.loginCode?.() ?? null)),
    async start(receive) {
      ended = false;
      await begin(receive);
    },
    async stop() {
      ended = true;
      callOff();
      await channel.stop();
    },
    canSend: (contact, proactive, now) =>
      absent ? waiting(now) : channel.canSend(contact, proactive, now),
    send: async (message) =>
      absent ? { outcome: 'rejected', reason: ABSENT } : channel.send(message),
    fetchMedia: async (ref, cap) => channel.fetchMedia(ref, cap),
    recall: async (contact, id) => (absent ? false : channel.recall(contact, id)),
    ...(sendToRoom && {
      sendToRoom: async (message) =>
        absent
          ? { outcome: 'rejected', reason: ABSENT }
          : Reflect.apply(sendToRoom, channel, [message]),
    }),
    ...(transfer && {
      transfer: async (contact, to) =>
        absent
          ? { outcome: 'failed', reason: ABSENT }
          : Reflect.apply(transfer, channel, [contact, to]),
    }),
  };
}

/** A channel that people were met in and that this service was not asked to open. */
export function absentChannel(name: string): Channel {
  return {
    name,
    capabilities: { proactive: true, recall: false, menus: false, media: false, maxBytes: 0 },
    health: () => 'absent',
    start: async () => undefined,
    stop: async () => undefined,
    canSend: (_contact, _proactive, now) => waiting(now),
    send: async () => ({ outcome: 'rejected', reason: ABSENT }),
    fetchMedia: async () => {
      throw new Fault('CHANNEL_NOT_READY', { channel: name });
    },
    recall: async () => false,
  };
}

function waiting(now: Instant): SendPermission {
  return { ok: false, reason: ABSENT, retryAt: later(now, AGAIN_MS) };
}
