import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSimulator } from '#channels/simulator/simulator.ts';
import { VirtualClock } from '#commands/cases/virtual-clock.ts';
import { LOCALES, openHouse } from '#commands/open-house.ts';
import type { Charge, Household } from '#domain/household.ts';
import { fen } from '#domain/money.ts';
import { type Instant, instant, later, localDate } from '#domain/time.ts';
import { readPaperWords } from '#papers/paper-words.ts';
import type { Store } from '#ports/store/store.ts';
import { openMemoryMedia } from '#store/media/memory-media.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import { type Service, createService } from '../../bot/service.ts';

export const house = openHouse();
export const words = readPaperWords(LOCALES, 'zh-CN');

/** Friday, 20 November 2026, ten in the morning in China. */
export const FRIDAY: Instant = instant(Date.parse('2026-11-20T10:00:00+08:00'));

/** A store on disk, with the service that wrote to it. */
export interface LivedInHouse {
  readonly folder: string;
  readonly store: Store;
  readonly clock: VirtualClock;
  readonly service: Service;
  readonly li: Household;
  readonly wang: Household;
  say(who: 'li' | 'wang' | 'tenant', text: string): Promise<void>;
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
  remove(): void;
}

export interface Wishes {
  readonly owner?: string;
  readonly charges?: readonly Partial<Charge>[];
  readonly estate?: Record<string, unknown>;
}

/** An estate with two homes in arrears: one with its owner and a tenant, one next door whose words are nobody's business. */
export async function openLivedInHouse(wishes: Wishes = {}): Promise<LivedInHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'nuancui-papers-'));
  const store = await openSqlite({ file: join(folder, 'nuancui.db') });
  const clock = new VirtualClock(FRIDAY);
  const policy = { burstQuietMs: 0, gapHours: 0 };
  const estate = house.content.estate({ id: 'plum', name: '梅园', policy, ...wishes.estate });
  await store.write((tx) => tx.estates.put(estate));
  const li = await settle(store, '3-2-1101', wishes.owner ?? '李四', 'li', wishes.charges);
  const wang = await settle(store, '3-2-1102', '王五', 'wang');
  await store.write(async (tx) => {
    const tenant = await tx.contacts.ensure('wechat', 'tenant', '赵六', 'zh-CN', FRIDAY);
    await tx.bindings.put(tenant.id, li.id, 'tenant', 'claimed', FRIDAY);
    await tx.conversations.ensure('plum', tenant.id, li.id, FRIDAY);
  });
  const simulator = openSimulator({ clock, contacts: ['li', 'wang', 'tenant'] });
  const service = createService({
    ...house,
    store,
    media: openMemoryMedia(),
    clock,
    engine: 'plain',
    channels: [simulator.channel],
    report: (error, where) => {
      throw new Error(where, { cause: error });
    },
  });
  await service.listen();
  return {
    folder,
    store,
    clock,
    service,
    li,
    wang,
    async say(who, text) {
      await simulator.say(who, text);
      await service.pump.settle();
    },
    async pass(ms) {
      clock.moveTo(later(clock.now(), ms));
      await service.pump.settle();
    },
    async close() {
      await simulator.channel.stop();
      await store.close();
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

async function settle(
  store: Store,
  room: string,
  owner: string,
  wechat: string,
  charges: readonly Partial<Charge>[] = [
    { from: '2026-07', to: '2026-09', due: localDate('2026-10-10') },
    { from: '2026-04', to: '2026-06', due: localDate('2026-07-10') },
  ],
): Promise<Household> {
  return store.write(async (tx) => {
    const who = { owner, phone: '13800138000', occupancy: 'occupied' } as const;
    const home = await tx.households.put({ estateId: 'plum', room, ...who });
    for (const charge of charges) {
      await tx.charges.put({
        householdId: home.id,
        item: '物业费',
        from: '2026-07',
        to: '2026-09',
        due: localDate('2026-10-10'),
        amount: fen(64400),
        paid: fen(0),
        asOf: localDate('2026-11-20'),
        importId: null,
        ...charge,
      });
    }
    const person = await tx.contacts.ensure('wechat', wechat, owner, 'zh-CN', FRIDAY);
    await tx.bindings.put(person.id, home.id, 'owner', 'verified', FRIDAY);
    await tx.conversations.ensure('plum', person.id, home.id, FRIDAY);
    return home;
  });
}
