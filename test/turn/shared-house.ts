import { openContent, openHouse } from '#commands/open-house.ts';
import { fen } from '#domain/money.ts';
import { instant, localDate } from '#domain/time.ts';
import type { Channel, InboundEvent, OutboundMessage, SendOutcome } from '#ports/channel.ts';
import type { Clock } from '#ports/clock.ts';
import type { Store } from '#ports/store/store.ts';
import { openMemoryMedia } from '#store/media/memory-media.ts';
import { type Service, createService } from '../../bot/service.ts';

export const ESTATE = 'shared';
export const CHANNEL = 'wechat';
export const TEN = instant(Date.parse('2026-03-03T10:00:00+08:00'));

/** Homes 1-1-0 and on, each with its owner `wx-N`, in a store of its own. */
export async function furnish(store: Store, homes: number): Promise<void> {
  const policy = { liveBilling: true, burstQuietMs: 0, gapHours: 0 };
  await store.write(async (tx) => {
    await tx.estates.put(openContent().estate({ id: ESTATE, name: '测试苑', policy }));
    for (let n = 0; n < homes; n += 1) {
      const who = { owner: '王', phone: null, occupancy: 'occupied' } as const;
      const home = await tx.households.put({ estateId: ESTATE, room: `1-1-${n}`, ...who });
      const due = localDate('2025-12-31');
      const sums = {
        amount: fen(98_000),
        paid: fen(0),
        asOf: localDate('2026-03-03'),
        importId: null,
      };
      const period = { item: '物业费', from: '2025-07', to: '2025-12', due };
      await tx.charges.put({ householdId: home.id, ...period, ...sums });
      const contact = await tx.contacts.ensure(CHANNEL, `wx-${n}`, '王', 'zh-CN', TEN);
      await tx.bindings.put(contact.id, home.id, 'owner', 'verified', TEN);
      await tx.conversations.ensure(ESTATE, contact.id, home.id, TEN);
    }
    const colleague = { role: 'service', passwordHash: '', estates: [ESTATE] } as const;
    for (const id of ['chen', 'li']) {
      await tx.staff.put({
        id,
        login: id,
        name: id,
        ...colleague,
        mustChange: false,
        endedAt: null,
      });
    }
  });
}

/** The id of home 1-1-`n`. */
export async function furnished(store: Store, n: number): Promise<string> {
  const home = await store.read((tx) => tx.households.byRoom(ESTATE, `1-1-${n}`));
  if (!home) throw new Error(`there is no home 1-1-${n}`);
  return home.id;
}

/** One process of several: its own connections, the residents' phones in common. */
export interface Process {
  readonly service: Service;
  /** What the channel tells this process. */
  hear(event: InboundEvent): Promise<void>;
}

/** Loaded once: scripts and perception take their time. */
let house: ReturnType<typeof openHouse> | undefined;

/** Puts a service together that speaks through `send`. */
export function openProcess(
  store: Store,
  clock: Clock,
  send: (message: OutboundMessage) => Promise<SendOutcome>,
  report: (error: unknown, where: string) => void,
): Process {
  let receive: (event: InboundEvent) => Promise<void> = async () => undefined;
  const channel: Channel = {
    name: CHANNEL,
    capabilities: { proactive: true, recall: false, menus: false, media: false, maxBytes: 4000 },
    health: () => 'ready',
    async start(hears) {
      receive = hears;
    },
    stop: async () => undefined,
    canSend: () => ({ ok: true, remaining: null, expiresAt: null }),
    send,
    fetchMedia: async () => {
      throw new Error('there is nothing to fetch');
    },
    recall: async () => false,
  };
  house ??= openHouse();
  const parts = { ...house, store, clock, media: openMemoryMedia(), report };
  const service = createService({ ...parts, engine: 'plain', channels: [channel] });
  return { service, hear: async (event) => receive(event) };
}

/** A resident's words as the channel tells them. */
export function words(contact: string, id: string, text: string): InboundEvent {
  return {
    type: 'message',
    id,
    contact,
    contactName: contact,
    kind: 'text',
    text,
    media: null,
    at: TEN,
    origin: 'resident',
  };
}
