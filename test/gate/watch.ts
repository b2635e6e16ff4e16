import assert from 'node:assert/strict';
import type { BillRow } from '#accounts/import/bill-row.ts';
import { planOf } from '../fixtures/import-plan.ts';
import { bookImport } from '#commands/book-import.ts';
import type { Content } from '#content/load.ts';
import type { Outcome } from '#domain/handoff.ts';
import { fen } from '#domain/money.ts';
import { type Instant, localDate } from '#domain/time.ts';
import type { OutboundMessage } from '#ports/channel.ts';
import { reminderDedup } from '#ports/reminder-job.ts';
import { sendRound } from '#turn/sender.ts';
import { workRound } from '#turn/worker.ts';
import { objections } from './judge.ts';
import { HOMES, Life, PEOPLE, type Person, STAFF } from './life.ts';
import { WORDS, type Words } from './words.ts';

/** What every room owes at first, and what a new month adds; in fen. */
const FEE = 98_000;
const MONTH = 10_000;

/** Does what happens, keeps its own account of it, and holds every message that leaves against policy's table. */
export class Watch {
  readonly life: Life;
  readonly #content: Content;
  readonly #stopped = new Set<string>();
  /** What each room owes, by the test's own sums, and which were billed for the new month. */
  readonly #owed = new Map<string, number>(HOMES.map((room) => [room, FEE]));
  readonly #grown = new Set<string>();
  readonly #handed = new Set<string>();
  readonly #complaints: string[] = [];
  readonly #said: { who: Person; id: string; owed: boolean }[] = [];
  #count = 0;
  #seq = 0;

  private constructor(life: Life, content: Content) {
    this.life = life;
    this.#content = content;
  }

  static async begin(
    house: Parameters<typeof Life.begin>[0],
    from: string,
    policy = {},
  ): Promise<Watch> {
    const born: { watch?: Watch } = {};
    const life = await Life.begin(
      house,
      from,
      () => async (message, at) => born.watch?.witness(message, at),
      policy,
    );
    born.watch = new Watch(life, house.content);
    return born.watch;
  }

  next(): number {
    this.#count += 1;
    return this.#count;
  }

  /** Called at the moment a message is handed to the channel. */
  async witness(message: OutboundMessage, at: Instant): Promise<void> {
    if (this.#handed.has(message.idempotencyKey)) this.#complaints.push(`twice: ${message.text}`);
    this.#handed.add(message.idempotencyKey);
    const owed = new Map<string, number>();
    for (const room of HOMES) owed.set((await this.life.home(room)).id, this.#owed.get(room) ?? 0);
    const told = { stopped: this.#stopped, owed };
    const found = await this.life.store.read((tx) => objections(tx, told, message, at));
    const when = new Date(at).toISOString();
    this.#complaints.push(
      ...found.map((one) => `${when} ${message.contact}: ${one}: ${message.text}`),
    );
  }

  async quietly(act: () => Promise<unknown>): Promise<void> {
    await act();
    await this.life.settle();
  }

  async say(who: Person, what: Words, twice: boolean): Promise<void> {
    const before = await this.life.conversation(who);
    const id = `said-${this.next()}`;
    const healthy = this.life.fault === 'none';
    const withBot = (before?.owner ?? 'bot') === 'bot';
    await this.life.simulator.say(who, WORDS[what], { id });
    if (what === 'stop') this.#stopped.add(who);
    if (what === 'again' && withBot) this.#stopped.delete(who);
    if (twice) await this.life.simulator.say(who, WORDS[what], { id });
    await this.life.settle();
    this.#said.push({ who, id, owed: withBot });
    if (!withBot || !healthy) return;
    const after = await this.life.conversation(who);
    const rows = await this.life.store.read((tx) => tx.outbox.of(after?.id ?? ''));
    const answers = rows.filter(
      ({ author, answersUpTo, selection }) =>
        author === 'bot' && answersUpTo === after?.lastInbound && selection?.occasion === 'answer',
    );
    if (!answers.some(({ status }) => status === 'accepted')) {
      const told = answers.map(({ status, reasons }) => `${status} ${reasons.join()}`).join('; ');
      this.#complaints.push(`no answer to ${who}: ${WORDS[what]} (${told}, now ${after?.owner})`);
    }
  }

  async recall(who: Person): Promise<void> {
    const last = this.#said.findLast((one) => one.who === who);
    if (last) await this.quietly(() => this.life.simulator.recall(who, last.id));
  }

  async pay(room: string, part: number): Promise<void> {
    const owed = this.#owed.get(room) ?? 0;
    const amount = Math.ceil(owed * part);
    if (amount === 0) return;
    const { id: householdId } = await this.life.home(room);
    const payment = {
      householdId,
      amount: fen(amount),
      period: null,
      source: 'billing',
      externalId: `p-${this.next()}`,
    };
    await this.life.service.confirmPayment(payment);
    this.#owed.set(room, owed - amount);
    await this.quietly(async () => this.life.service.confirmPayment(payment));
  }

  /** A workbook of today: it knows of no payment that was told us directly, and of a new month where the debt grew. */
  async book(rooms: readonly string[], grown: boolean): Promise<void> {
    const today = this.life.today();
    const who = { owner: '林和', phone: null, occupancy: 'occupied' } as const;
    const bills: BillRow[] = rooms.flatMap((room) => {
      if (grown && !this.#grown.has(room)) {
        this.#grown.add(room);
        this.#owed.set(room, (this.#owed.get(room) ?? 0) + MONTH);
      }
      const bill = { room, ...who, item: this.#content.feeItem, paid: fen(0) };
      const half = { from: '2025-07', to: '2025-12' };
      const month = { from: '2026-01', to: '2026-01' };
      const old = { ...bill, period: half, due: localDate('2025-12-31'), amount: fen(FEE) };
      const fresh = { ...bill, period: month, due: localDate('2026-01-31'), amount: fen(MONTH) };
      return this.#grown.has(room) ? [old, fresh] : [old];
    });
    const plan = planOf(bills, { sha256: `workbook-${this.next()}`, asOf: today });
    const desk = { store: this.life.store, content: this.#content, now: this.life.clock.now() };
    const how = { asOf: today, mode: 'partial', mayHold: null } as const;
    const order = { estate: '云杉苑', ...how, by: STAFF };
    await this.quietly(async () => bookImport(desk, plan, order));
  }

  async vanish(room: string): Promise<void> {
    const { id } = await this.life.home(room);
    await this.quietly(async () =>
      this.life.store.write((tx) => tx.households.setSuspended(id, true)),
    );
  }

  async order(rooms: readonly string[]): Promise<void> {
    for (const room of rooms)
      await this.life.service.orderReminder((await this.life.home(room)).id, STAFF);
    await this.life.settle();
  }

  async staff(
    who: Person,
    act: 'claim' | 'takeOver' | 'reply' | 'note' | 'resolve',
  ): Promise<void> {
    const { staff } = this.life.service;
    const id = (await this.life.conversation(who))?.id ?? '';
    await this.quietly(async () => {
      if (act === 'claim') return staff.claim(id, STAFF);
      if (act === 'takeOver') return staff.takeOver(id, STAFF, '电话里说好了');
      if (act === 'reply')
        return staff.reply(id, STAFF, `您好，我来处理。${'。'.repeat(this.next() % 3)}`);
      if (act === 'note') return staff.note(id, STAFF, '记一下');
      return staff.resolve(id, 'nothing-to-do');
    });
  }

  async handBack(who: Person, outcome: Outcome): Promise<void> {
    const { staff } = this.life.service;
    const found = await this.life.conversation(who);
    if (found?.owner === 'queue') await staff.claim(found.id, STAFF);
    await this.quietly(async () => staff.handBack(found?.id ?? '', STAFF, outcome));
  }

  /** Staff answer everything that waits for them. */
  async workOff(outcome: Outcome): Promise<void> {
    for (const who of PEOPLE) {
      if (((await this.life.conversation(who))?.owner ?? 'bot') !== 'bot')
        await this.handBack(who, outcome);
    }
  }

  /** The process dies with no goodbye: at rest, with turns made and nothing sent, or in the middle of both. */
  async kill(at: 'work' | 'rest' | 'restart'): Promise<void> {
    if (at === 'work') await workRound(this.life.service.world);
    if (at === 'rest') await sendRound(this.life.service.world);
    await this.life.restart();
    await this.life.settle();
  }

  /** What must be true between any two happenings. */
  async look(): Promise<void> {
    const { store, estate, clock } = this.life;
    const fresh = await store.read((tx) => tx.ledger.after(estate.id, this.#seq, 100_000));
    this.#seq = fresh.at(-1)?.seq ?? this.#seq;
    for (const room of HOMES) {
      const { id } = await this.life.home(room);
      const last = fresh.findLast(({ householdId, type }) => householdId === id && type !== 'task');
      if (last?.type !== 'withheld') continue;
      const { until, holdOut, reasons }: { until?: number; holdOut?: boolean; reasons: string[] } =
        JSON.parse(last.body);
      if (!until || holdOut) continue;
      const job = await store.read((tx) => tx.jobs.ready(reminderDedup(id)));
      const planned = job ? new Date(job.runAt).toISOString() : 'none';
      if (job && job.runAt <= Math.max(until, clock.now())) continue;
      this.#complaints.push(
        `${room}: withheld for ${reasons.join()} until ${new Date(until).toISOString()}, planned ${planned}`,
      );
    }
    assert.deepEqual(this.#complaints, []);
    assert.deepEqual(this.life.faults, []);
  }
}
