import assert from 'node:assert/strict';
import { readImportWords } from '#accounts/import/import-words.ts';
import { planImport } from '#accounts/import/plan-import.ts';
import { bookImport } from '#commands/book-import.ts';
import { LOCALES } from '#commands/open-house.ts';
import type { Content } from '#content/load.ts';
import type { Outcome } from '#domain/handoff.ts';
import { fen, formatYuan } from '#domain/money.ts';
import type { Instant } from '#domain/time.ts';
import type { OutboundMessage } from '#ports/channel.ts';
import { reminderDedup } from '#ports/reminder-job.ts';
import { sendRound } from '#turn/sender.ts';
import { workRound } from '#turn/worker.ts';
import { objections } from './judge.ts';
import { HOMES, Life, PEOPLE, type Person, STAFF } from './life.ts';
import { WORDS, type Words } from './words.ts';

const words = readImportWords(LOCALES, 'zh-CN');
const FEE = 98_000;

/** Does what happens, keeps its own account of it, and holds every message that leaves against policy's table. */
export class Watch {
  readonly life: Life;
  readonly #content: Content;
  readonly #stopped = new Set<string>();
  /** What each room owes, and the periods it was billed for, by the test's own sums. */
  readonly #owed = new Map<string, number>(HOMES.map((room) => [room, FEE]));
  readonly #months = new Map<string, number>();
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

  /** A workbook of today: what is known, as its office knows it, and a new month where the debt grew. */
  async book(rooms: readonly string[], grown: boolean): Promise<void> {
    const today = this.life.today();
    const lines = ['房号,业主姓名,联系电话,账期,应收金额,已收金额'];
    for (const room of rooms) {
      const paid = 0;
      lines.push(`${room},林和,,2025-07至2025-12,980.00,${formatYuan(fen(paid))}`);
      if (grown && !this.#months.has(room)) {
        this.#months.set(room, 1);
        this.#owed.set(room, (this.#owed.get(room) ?? 0) + 10_000);
      }
      if (this.#months.has(room)) lines.push(`${room},林和,,2026-01至2026-01,100.00,0.00`);
    }
    lines.push(`备注 ${this.next()}`);
    const plan = await planImport(
      Buffer.from(lines.join('\n')),
      'a.csv',
      words,
      this.#content.feeItem,
    );
    assert.equal(
      new Set(plan.bills.map(({ room }) => room)).size,
      rooms.length,
      JSON.stringify(plan.findings),
    );
    const desk = { store: this.life.store, content: this.#content, now: this.life.clock.now() };
    await this.quietly(async () => bookImport(desk, plan, '云杉苑', today, STAFF));
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
