import { createService, type Service } from '../../service.ts';
import { openSimulator, type Simulator } from '#channels/simulator/simulator.ts';
import type { Content } from '#content/load.ts';
import type { Estate } from '#domain/estate.ts';
import { type Instant, later } from '#domain/time.ts';
import type { Household } from '#domain/household.ts';
import type { GroupWords } from '#group/group-words.ts';
import type { Perceive } from '#ports/perceive.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Store } from '#ports/store/store.ts';
import { openMemoryMedia } from '#store/media/memory-media.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import type { CaseFile } from './case-file.ts';
import { furnish } from './case-setting.ts';
import { VirtualClock } from './virtual-clock.ts';

/** What every case shares: read once, never changed by a case. */
export interface CaseHouse {
  readonly content: Content;
  readonly perceive: Perceive;
  readonly groupWords: GroupWords;
  readonly engine: 'bot-framework' | 'plain';
}

/** A message as a resident's phone showed it. */
export interface Shown {
  readonly contact: string;
  readonly text: string;
}

/** The real application of one case: an empty database, a simulated channel, a clock that only the case moves. */
export interface CaseStage {
  readonly store: Store;
  readonly estate: Estate;
  readonly service: Service;
  readonly simulator: Simulator;
  readonly clock: VirtualClock;
  /** What residents' phones showed, in order. */
  readonly shown: readonly Shown[];
  /** What broke on the way; a case in which something broke has failed. */
  readonly faults: readonly string[];
  household(room: string): Promise<Household>;
  conversationOf(wechat: string): Promise<Conversation | undefined>;
  /** Lets the service finish what is due now. */
  settle(): Promise<void>;
  /** Moves the clock, firing everything that falls due on the way at its own time. */
  advance(ms: number): Promise<void>;
  /** Kills the process, with no goodbye, and starts it again on the same store. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Sets the stage of a case as its file describes it. */
export async function openStage(house: CaseHouse, file: CaseFile): Promise<CaseStage> {
  const store = await openSqlite({ file: ':memory:' });
  const media = openMemoryMedia();
  const clock = new VirtualClock(file.now);
  const estate = await furnish(store, house.content, file);
  const shown: Shown[] = [];
  const faults: string[] = [];

  async function boot(): Promise<{ service: Service; simulator: Simulator }> {
    const simulator = openSimulator({
      clock,
      contacts: file.contacts.map(({ wechat }) => wechat),
    });
    simulator.onMessage(({ contact, from, text }) => {
      if (from === 'us') shown.push({ contact, text });
    });
    const service = createService({
      store,
      media,
      clock,
      content: house.content,
      perceive: house.perceive,
      groupWords: house.groupWords,
      engine: house.engine,
      channels: [simulator.channel],
      report: (error, where) => faults.push(`${where}: ${String(error)}`),
    });
    await service.listen();
    return { service, simulator };
  }

  let running = await boot();

  const stage = {
    store,
    estate,
    clock,
    shown,
    faults,
    get service() {
      return running.service;
    },
    get simulator() {
      return running.simulator;
    },
    async household(room: string) {
      const found = await store.read((tx) => tx.households.byRoom(estate.id, room));
      if (!found) throw new Error(`the case has no account ${room}`);
      return found;
    },
    async conversationOf(wechat: string) {
      return store.read(async (tx) => {
        const contact = await tx.contacts.byKey(running.simulator.channel.name, wechat);
        return contact && tx.conversations.byContact(contact.id);
      });
    },
    async settle() {
      await running.service.pump.settle();
    },
    async advance(ms: number) {
      const target = later(clock.now(), ms);
      for (let next = await nextDue(store); next !== undefined && next <= target;) {
        clock.moveTo(next);
        await running.service.pump.settle();
        next = await nextDue(store);
      }
      clock.moveTo(target);
      await running.service.pump.settle();
    },
    async restart() {
      await running.simulator.channel.stop();
      running = await boot();
      await running.service.pump.settle();
    },
    async close() {
      await running.simulator.channel.stop();
      await store.close();
    },
  } satisfies CaseStage;
  return stage;
}

async function nextDue(store: Store): Promise<Instant | undefined> {
  return store.read((tx) => tx.jobs.nextAt());
}
