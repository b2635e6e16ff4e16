import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHouse } from '#commands/open-house.ts';
import { VirtualClock } from '#commands/cases/virtual-clock.ts';
import { fen } from '#domain/money.ts';
import { instant, later, localDate } from '#domain/time.ts';
import type { Channel, InboundEvent } from '#ports/channel.ts';
import type { MediaFolder } from '#ports/media.ts';
import type { Store } from '#ports/store/store.ts';
import { openMediaFolder } from '#store/media/media-folder.ts';
import { createService } from '../../bot/service.ts';

const house = openHouse();
const noMedia = openMediaFolder(join(tmpdir(), 'nuancui-no-media'));
const MORNING = instant(Date.parse('2026-03-03T10:00:00+08:00'));
const CAN = { proactive: true, recall: true, menus: false, media: true, maxBytes: 4000 };

/** What of the world a test brings itself. */
export interface Brought {
  readonly media?: MediaFolder;
  readonly fetchMedia?: Channel['fetchMedia'];
}

/** The service over a store, behind a channel through which anything at all may come. */
export async function openHostile(
  store: Store,
  { media = noMedia, fetchMedia = async () => ({ outcome: 'gone' }) }: Brought = {},
) {
  const clock = new VirtualClock(MORNING);
  const sent: { readonly contact: string; readonly text: string }[] = [];
  const faults: string[] = [];
  let tell: (event: InboundEvent) => Promise<void> = async () => undefined;
  const channel: Channel = {
    name: 'wechat',
    capabilities: CAN,
    health: () => 'ready',
    start: async (receive) => {
      tell = receive;
    },
    stop: async () => undefined,
    canSend: () => ({ ok: true, remaining: null, expiresAt: null }),
    send: async ({ contact, text }) => {
      sent.push({ contact, text });
      return { outcome: 'accepted', messageId: null };
    },
    recall: async () => false,
    fetchMedia,
  };
  const service = createService({
    ...house,
    media,
    store,
    clock,
    engine: 'bot-framework',
    channels: [channel],
    report: (error) => faults.push(String(error)),
  });
  await service.listen();
  const policy = { liveBilling: true, burstQuietMs: 0 };
  await store.write((tx) =>
    tx.estates.put(house.content.estate({ id: 'e', name: '测试苑', policy })),
  );
  let homes = 0;
  let said = 0;

  /** Something comes in; gives what the contact's phone shows then. */
  async function hears(event: InboundEvent): Promise<string> {
    const before = sent.length;
    await tell(event);
    await service.pump.settle();
    return sent
      .slice(before)
      .map(({ text }) => text)
      .join('\n');
  }

  return {
    store,
    faults,
    world: service.world,
    /** Works off what falls due within so many milliseconds. */
    async pass(ms: number): Promise<void> {
      clock.moveTo(later(clock.now(), ms));
      await service.pump.settle();
    },
    hears,
    /** An owner who owes 980 yuan, in a home of their own. */
    async owner() {
      homes += 1;
      const [contact, room] = [`wx-${homes}`, `1-1-${homes}`];
      await store.write(async (tx) => {
        const who = { owner: '王建', phone: null, occupancy: 'occupied' } as const;
        const home = await tx.households.put({ estateId: 'e', room, ...who });
        const due = localDate('2025-12-31');
        const sums = { amount: fen(98_000), paid: fen(0), asOf: due, importId: null };
        const period = { item: '物业费', from: '2025-07', to: '2025-12', due };
        await tx.charges.put({ householdId: home.id, ...period, ...sums });
        const person = await tx.contacts.ensure('wechat', contact, '王建', 'zh-CN', MORNING);
        await tx.bindings.put(person.id, home.id, 'owner', 'verified', MORNING);
      });
      type Message = Extract<InboundEvent, { type: 'message' }>;
      return {
        contact,
        async says(text: string, change: Partial<Message> = {}): Promise<string> {
          said += 1;
          const who = { contact, contactName: '王建', origin: 'resident' } as const;
          const what = {
            id: `m-${said}`,
            kind: 'text',
            text,
            media: null,
            at: clock.now(),
          } as const;
          return hears({ type: 'message', ...who, ...what, ...change });
        },
        /** The conversation as it is kept. */
        async kept() {
          return store.read(async (tx) => {
            const person = await tx.contacts.byKey('wechat', contact);
            const conversation = person && (await tx.conversations.byContact(person.id));
            const inbox = conversation ? await tx.inbox.of(conversation.id) : [];
            const ledger = (await tx.ledger.after('e', 0, 10_000)).filter(
              ({ conversationId }) => conversationId === conversation?.id,
            );
            const salt = await tx.personal.saltOf(`in:${inbox[0]?.seq ?? 0}`);
            return { person, conversation, inbox, ledger, salt };
          });
        },
      };
    },
    async close(): Promise<void> {
      await channel.stop();
    },
  };
}

export type Hostile = Awaited<ReturnType<typeof openHostile>>;
