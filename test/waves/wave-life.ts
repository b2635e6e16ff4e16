import assert from 'node:assert/strict';
import { fen } from '#domain/money.ts';
import { DAY_MS } from '#domain/time.ts';
import type { OutboundMessage } from '#ports/channel.ts';
import type { WaveState } from '#ports/store/waves.ts';
import { sendRound } from '#turn/sender.ts';
import { workRound } from '#turn/worker.ts';
import type { WaveResult } from '#waves/wave-acts.ts';
import { HOMES, Life, type Person } from '../gate/life.ts';

/** Who draws up, and who is the second person. */
export const FIRST = 'chen';
export const SECOND = 'wang';

/** Where people have to do with, as `Life` furnishes it. */
const ROOMS: Readonly<Record<Person, readonly string[]>> = {
  lin: ['1-101', '1-102'],
  'lin-wife': ['1-101'],
  tenant: ['1-101'],
  he: ['2-201'],
  stranger: [],
};

/** What the test itself saw of a wave: only what somebody was told has happened counts. */
interface Seen {
  readonly id: string;
  state: WaveState;
}

/** An office with waves, which keeps its own account of what may leave and holds every message against it. */
export class WaveLife {
  readonly life: Life;
  readonly waves: Seen[] = [];
  readonly complaints: string[] = [];
  readonly left: {
    readonly id: string;
    readonly wave: string | undefined;
    readonly home: string;
  }[] = [];
  /** Households of which somebody wrote: a day that they named brings the bot back without any wave. */
  readonly #spoken = new Set<string>();
  #count = 0;

  private constructor(life: Life) {
    this.life = life;
  }

  static async begin(
    house: Parameters<typeof Life.begin>[0],
    policy: Record<string, unknown> = {},
  ): Promise<WaveLife> {
    const born: { one?: WaveLife } = {};
    const witness = () => async (message: OutboundMessage) => born.one?.witness(message);
    const life = await Life.begin(house, '2026-03-03T10:00:00+08:00', witness, {
      liveBilling: true,
      ...policy,
    });
    born.one = new WaveLife(life);
    return born.one;
  }

  /** Called at the moment a message is handed to the channel. */
  async witness({ idempotencyKey }: OutboundMessage): Promise<void> {
    const row = await this.life.store.read((tx) => tx.outbox.byId(idempotencyKey));
    if (!row || !row.proactive) return;
    if (this.left.some(({ id }) => id === row.id)) this.complaints.push('a message left twice');
    const wave = row.selection?.wave;
    const home = row.householdId ?? '';
    const seen = this.waves.find(({ id }) => id === wave);
    if (seen && seen.state !== 'running') this.complaints.push(`left while ${seen.state}`);
    const heldBy = this.waves.find(({ state }) => state === 'paused');
    if (heldBy && wave === undefined && (await this.#waitsIn(heldBy.id, home))) {
      this.complaints.push('a household of a paused wave heard from the bot itself');
    }
    const known = this.left.some((one) => one.home === home) || this.#spoken.has(home);
    if (wave === undefined && !known) this.complaints.push('a first word that no wave ordered');
    this.left.push({ id: row.id, wave, home });
  }

  async #waitsIn(wave: string, home: string): Promise<boolean> {
    const found = await this.life.store.read((tx) => tx.waves.home(wave, home));
    return found?.chosen === true && found.state === 'waiting';
  }

  /** Draws up a wave of whoever can be written to now. @returns whether there was anybody. */
  async draw(rooms: readonly string[] = HOMES): Promise<string | undefined> {
    const ids: string[] = [];
    for (const room of rooms) ids.push((await this.life.home(room)).id);
    const { waves } = this.life.service;
    let drawn = await waves.draw(this.life.estate.id, ids, FIRST);
    if (!drawn.ok) {
      const wrong = new Set(drawn.households);
      drawn = await waves.draw(
        this.life.estate.id,
        ids.filter((id) => !wrong.has(id)),
        FIRST,
      );
    }
    assert.ok(drawn.ok);
    if (drawn.wave.size === 0) return undefined;
    this.waves.push({ id: drawn.wave.id, state: 'drafted' });
    return drawn.wave.id;
  }

  async act(
    id: string,
    act: 'start' | 'approve' | 'refuse' | 'pause' | 'resume' | 'stop',
    by = act === 'approve' || act === 'refuse' ? SECOND : FIRST,
  ): Promise<WaveResult> {
    const { waves } = this.life.service;
    const seen = this.waves.find((one) => one.id === id);
    // A wave that is let go on may write before its own answer is back.
    const before = seen?.state;
    if (seen && (act === 'start' || act === 'approve' || act === 'resume')) seen.state = 'running';
    const result =
      act === 'pause' || act === 'stop' || act === 'refuse'
        ? await waves[act](id, by, '看看再说')
        : await waves[act](id, by);
    if (seen && before) seen.state = result.ok ? result.wave.state : before;
    return result;
  }

  async pay(room: string, yuan: number): Promise<void> {
    this.#count += 1;
    const { id: householdId } = await this.life.home(room);
    const billing = { period: null, source: 'billing', externalId: `p-${this.#count}` };
    await this.life.service.confirmPayment({ householdId, amount: fen(yuan * 100), ...billing });
  }

  async say(who: Person, words: string): Promise<void> {
    for (const room of ROOMS[who]) this.#spoken.add((await this.life.home(room)).id);
    await this.life.simulator.say(who, words);
  }

  /** One round of work alone, or of sending alone, as a process that is killed in between would have done. */
  async work(): Promise<void> {
    await this.life.outlives(workRound(this.life.service.world));
  }

  async send(): Promise<void> {
    await this.life.outlives(sendRound(this.life.service.world));
  }

  async state(id: string): Promise<WaveState | undefined> {
    return (await this.life.store.read((tx) => tx.waves.byId(id)))?.state;
  }

  /** Where each room of a wave stands: its state, or the fate of its message. */
  async stand(id: string): Promise<Record<string, string>> {
    const homes = await this.life.store.read((tx) => tx.waves.homes(id));
    return Object.fromEntries(
      homes
        .filter(({ chosen }) => chosen)
        .map(({ room, state, fate, reasons }) => [
          room,
          state === 'made' ? `${fate}` : [state, ...reasons].join(' '),
        ]),
    );
  }

  /** Lets every wave go on and time pass: a wave that runs comes to its end. */
  async end(): Promise<void> {
    this.life.fault = 'none';
    for (const { id } of this.waves) await this.act(id, 'resume');
    await this.life.advance(40 * DAY_MS);
    for (const { id } of this.waves) {
      const state = await this.state(id);
      if (state === 'running') {
        this.complaints.push(`never ends: ${JSON.stringify(await this.stand(id))}`);
      }
      const homes = await this.life.store.read((tx) => tx.waves.homes(id));
      const hangs = homes.some((one) => one.chosen && one.state === 'stopping');
      if (hangs) this.complaints.push('a stopped wave never let go of a household');
    }
  }

  look(): void {
    assert.deepEqual(this.complaints, []);
    assert.deepEqual(this.life.faults, []);
  }
}
