import { openSimulator, type Simulator } from '#channels/simulator/simulator.ts';
import { createService, type Service } from '../../bot/service.ts';
import type { CaseHouse } from '#commands/cases/case-stage.ts';
import { VirtualClock } from '#commands/cases/virtual-clock.ts';
import type { Estate } from '#domain/estate.ts';
import type { Role, Level } from '#domain/household.ts';
import { fen } from '#domain/money.ts';
import { type Instant, instant, later, localDate } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import type { Channel, OutboundMessage } from '#ports/channel.ts';
import type { Store } from '#ports/store/store.ts';
import { openMemoryMedia } from '#store/media/memory-media.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';

/** Who lives where: two homes of one owner, a couple, a tenant, and somebody who only says that they live there. */
export const HOMES = ['1-101', '1-102', '2-201'] as const;
export const PEOPLE = ['lin', 'lin-wife', 'tenant', 'he', 'stranger'] as const;
export type Person = (typeof PEOPLE)[number];
const TIES: readonly [Person, string, Role, Level][] = [
  ['lin', '1-101', 'owner', 'verified'],
  ['lin-wife', '1-101', 'family', 'delegate'],
  ['tenant', '1-101', 'tenant', 'claimed'],
  ['lin', '1-102', 'owner', 'verified'],
  ['he', '2-201', 'owner', 'verified'],
];
export const STAFF = 'chen';

/** A process that is gone: whatever it still waits for never comes. */
const FOREVER = new Promise<never>(() => undefined);

const DEAD = Symbol('dead');

/** The end of one process: when it comes, and the start of the next. */
interface Death {
  readonly came: Promise<typeof DEAD>;
  readonly come: () => void;
  over?: Promise<void>;
}

function newDeath(): Death {
  const { promise, resolve } = Promise.withResolvers<typeof DEAD>();
  return { came: promise, come: () => resolve(DEAD) };
}

export type Fault = 'none' | 'refuse' | 'lose-answer' | 'throw' | 'die-before' | 'die-after';

/** Called with every message at the moment it is handed to the channel. */
export type Witness = (message: OutboundMessage, at: Instant) => Promise<void>;

/** An office for months: the real service over a real store, a simulated WeChat, and a clock that only the test moves. */
export class Life {
  readonly store: Store;
  readonly clock: VirtualClock;
  readonly estate: Estate;
  readonly faults: string[] = [];
  fault: Fault = 'none';
  service: Service;
  simulator: Simulator;
  readonly #house: CaseHouse;
  readonly #media = openMemoryMedia();
  readonly #witness: Witness;
  /** The store as the service sees it. */
  readonly #through: Store;
  #death = newDeath();

  private constructor(
    house: CaseHouse,
    store: Store,
    through: Store,
    clock: VirtualClock,
    estate: Estate,
    witness: Witness,
  ) {
    this.#house = house;
    this.store = store;
    this.#through = through;
    this.clock = clock;
    this.estate = estate;
    this.#witness = witness;
    [this.service, this.simulator] = this.#build();
  }

  static async begin(
    house: CaseHouse,
    from: string,
    witness: (life: Life) => Witness,
    policy: Record<string, unknown> = {},
    through: (store: Store) => Store = (store) => store,
  ): Promise<Life> {
    const store = await openSqlite({ file: ':memory:' });
    const clock = new VirtualClock(instant(Date.parse(from)));
    const estate = house.content.estate({
      id: 'e',
      name: '云杉苑',
      policy: { burstQuietMs: 0, ...policy },
    });
    await furnish(store, estate, house.content.feeItem, clock.now());
    const life: Life = new Life(house, store, through(store), clock, estate, async (message, at) =>
      witness(life)(message, at),
    );
    await life.service.listen();
    return life;
  }

  #build(): [Service, Simulator] {
    const simulator = openSimulator({ clock: this.clock, contacts: PEOPLE });
    const service = createService({
      store: this.#through,
      clock: this.clock,
      media: this.#media,
      content: this.#house.content,
      perceive: this.#house.perceive,
      groupWords: this.#house.groupWords,
      engine: this.#house.engine,
      channels: [this.#watched(simulator.channel)],
      report: (error, where) => this.faults.push(`${where}: ${String(error)}`),
    });
    return [service, simulator];
  }

  #watched(channel: Channel): Channel {
    return {
      name: channel.name,
      capabilities: channel.capabilities,
      health: () => channel.health(),
      start: async (receive) => channel.start(receive),
      stop: async () => channel.stop(),
      canSend: (contact, proactive, now) => channel.canSend(contact, proactive, now),
      recall: async (contact, id) => channel.recall(contact, id),
      fetchMedia: async (ref, cap) => channel.fetchMedia(ref, cap),
      send: async (message) => {
        const { fault } = this;
        if (fault === 'die-before') return this.#die();
        if (fault === 'refuse') return { outcome: 'rejected', reason: 'refused' };
        await this.#witness(message, this.clock.now());
        const outcome = await channel.send(message);
        if (fault === 'throw') throw new Error('the channel broke');
        if (fault === 'die-after') return this.#die();
        return fault === 'lose-answer' ? { outcome: 'unknown', reason: 'no-answer' } : outcome;
      },
    };
  }

  async #die(): Promise<never> {
    this.#death.come();
    return FOREVER;
  }

  /**
   * Waits for something that the service does; one that dies meanwhile is started again, once, whoever waits for it.
   * @returns whether it lived.
   */
  async outlives(work: Promise<unknown>): Promise<boolean> {
    const death = this.#death;
    const end = await Promise.race([work, death.came]);
    if (end !== DEAD) return true;
    work.catch(() => undefined);
    death.over ??= this.#revive();
    await death.over;
    return false;
  }

  async #revive(): Promise<void> {
    this.fault = 'none';
    await this.restart();
  }

  /** Lets the service finish what is due now; one that dies on the way is started again. */
  async settle(): Promise<void> {
    if (!(await this.outlives(this.service.pump.settle()))) await this.settle();
  }

  /** Kills the process, with no goodbye, and starts another on the same store. */
  async restart(): Promise<void> {
    await this.simulator.channel.stop();
    this.#death = newDeath();
    [this.service, this.simulator] = this.#build();
    await this.service.listen();
  }

  /** Moves the clock; everything that falls due on the way happens at its own time. */
  async advance(ms: number): Promise<void> {
    const target = later(this.clock.now(), ms);
    for (;;) {
      await this.settle();
      const next = await this.store.read((tx) => tx.jobs.nextAt());
      if (next === undefined || next > target) break;
      this.clock.moveTo(next);
    }
    this.clock.moveTo(target);
    await this.settle();
  }

  today() {
    return dateAt(this.clock.now(), this.estate.timezone);
  }

  async home(room: string) {
    const found = await this.store.read((tx) => tx.households.byRoom(this.estate.id, room));
    if (!found) throw new Error(`no home ${room}`);
    return found;
  }

  async conversation(person: Person) {
    return this.store.read(async (tx) => {
      const contact = await tx.contacts.byKey(this.simulator.channel.name, person);
      return contact && tx.conversations.byContact(contact.id);
    });
  }

  async end(): Promise<void> {
    await this.simulator.channel.stop();
    await this.store.close();
  }
}

async function furnish(store: Store, estate: Estate, item: string, now: Instant): Promise<void> {
  const asOf = dateAt(now, estate.timezone);
  await store.write(async (tx) => {
    await tx.estates.put(estate);
    for (const room of HOMES) {
      const who = { owner: '林和', phone: null, occupancy: 'occupied' } as const;
      const { id: householdId } = await tx.households.put({ estateId: estate.id, room, ...who });
      const due = localDate('2025-12-31');
      const sums = { amount: fen(98_000), paid: fen(0), asOf, importId: null };
      await tx.charges.put({ householdId, item, from: '2025-07', to: '2025-12', due, ...sums });
    }
    for (const [person, room, role, level] of TIES) {
      const contact = await tx.contacts.ensure('wechat', person, person, 'zh-CN', now);
      const home = await tx.households.byRoom(estate.id, room);
      if (home) await tx.bindings.put(contact.id, home.id, role, level, now);
    }
    const colleague = { id: STAFF, login: STAFF, name: STAFF, passwordHash: '' };
    const standing = { mustChange: false, endedAt: null };
    await tx.staff.put({ ...colleague, ...standing, estates: [estate.id], role: 'service' });
  });
}
