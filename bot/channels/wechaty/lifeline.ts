import { connect } from 'node:net';
import { type Instant, later } from '#domain/time.ts';
import type { Clock } from '#ports/clock.ts';
import type { DeafWhy } from '#ports/channel.ts';

export interface LifelineOptions {
  readonly clock: Clock;
  /** Whether the gateway accepts connections. */
  readonly reachable: () => Promise<boolean>;
  /** Connects anew; may come back without having succeeded. */
  readonly connect: () => Promise<void>;
  /** Asks the other end for a sign of life by the stream of events. @returns whether it answered the question itself. */
  readonly ask: () => Promise<boolean>;
  /** No sign has come since `since`; the line may yet hold. */
  readonly quiet: (since: Instant) => void;
  /** Signs come again by the same line: nothing that the gateway told was lost. */
  readonly revived: (since: Instant) => void;
  /** The line is given up; nothing has been heard since `since`. */
  readonly lost: (since: Instant, why: DeafWhy) => void;
  /** Heard from just now and then, while all is well. */
  readonly alive: () => void;
}

/** Between two looks whether the gateway is back, and how long it may then take to be itself. */
const PROBE_MS = 200;
const SETTLE_MS = 300;

/** How often a sign of life is asked for, and how long its absence is borne. */
const ASK_MS = 600;
const SILENCE_MS = 1800;

/** How long after the gateway has answered a sign may take to come by the stream. */
const OWED_MS = 1200;

/** A line that answers nothing at all is kept for so long: what stands still may go on where it stopped. */
const FROZEN_MS = 10_000;

const ALIVE_MS = 10_000;

/**
 * Keeps the connection to a gateway alive. By itself the package notices a broken stream at once and mends it a minute
 * later, and never notices one that is open and tells nothing.
 */
export class Lifeline {
  readonly #options: LifelineOptions;
  #heardAt: Instant;
  #heard = false;
  /** Since when the gateway answers and owes a sign. */
  #owedSince: Instant | null = null;
  #quietSince: Instant | null = null;
  #lookedAt: Instant;
  #aliveAt: Instant;
  #mending = false;
  #brokeAgain = false;
  #ended = false;
  readonly #timers = new Set<() => void>();

  constructor(options: LifelineOptions) {
    this.#options = options;
    const now = options.clock.now();
    [this.#heardAt, this.#lookedAt, this.#aliveAt] = [now, now, now];
  }

  /** Connects as soon as the gateway is there, and watches from then on. */
  begin(): void {
    void this.#mend();
    this.#watch();
  }

  end(): void {
    this.#ended = true;
    for (const callOff of this.#timers) callOff();
    this.#timers.clear();
  }

  /** Something came through. */
  heard(): void {
    const since = this.#quietSince;
    this.#heardAt = this.#options.clock.now();
    this.#heard = true;
    this.#owedSince = null;
    this.#quietSince = null;
    if (since !== null && !this.#ended) this.#options.revived(since);
  }

  /** The connection broke. */
  broke(why: DeafWhy = 'connection'): void {
    if (this.#ended) return;
    this.#brokeAgain = true;
    if (this.#mending) return;
    this.#quietSince = null;
    this.#options.lost(this.#heardAt, why);
    void this.#mend();
  }

  async #mend(): Promise<void> {
    this.#mending = true;
    do {
      while (!this.#ended && !(await this.#options.reachable())) await this.#pause(PROBE_MS);
      await this.#pause(SETTLE_MS);
      this.#heard = false;
      this.#brokeAgain = false;
      if (!this.#ended) await this.#options.connect();
    } while (!this.#ended && (this.#brokeAgain || !this.#heard));
    this.#owedSince = null;
    this.#mending = false;
  }

  #watch(): void {
    this.#after(ASK_MS, () => {
      const now = this.#options.clock.now();
      const late = now - this.#lookedAt - ASK_MS;
      this.#lookedAt = now;
      // A process that stood still itself has not listened either: it listens first.
      if (!this.#mending && late < ASK_MS) this.#look(now);
      if (!this.#mending) void this.#ask();
      this.#watch();
    });
  }

  #look(now: Instant): void {
    const silence = now - this.#heardAt;
    if (silence <= SILENCE_MS) {
      if (now - this.#aliveAt < ALIVE_MS) return;
      this.#aliveAt = now;
      return this.#options.alive();
    }
    const owes = this.#owedSince !== null && now - this.#owedSince > OWED_MS;
    if (owes || silence > FROZEN_MS) return this.broke('silence');
    if (this.#quietSince !== null) return undefined;
    this.#quietSince = this.#heardAt;
    return this.#options.quiet(this.#heardAt);
  }

  async #ask(): Promise<void> {
    const asked = this.#options.clock.now();
    const answered = await this.#options.ask();
    // The sign may have overtaken the answer.
    if (answered && this.#heardAt < asked) this.#owedSince ??= this.#options.clock.now();
  }

  async #pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.#after(ms, resolve));
  }

  #after(ms: number, act: () => void): void {
    if (this.#ended) return;
    const { clock } = this.#options;
    const callOff = clock.wake(later(clock.now(), ms), () => {
      this.#timers.delete(callOff);
      act();
    });
    this.#timers.add(callOff);
  }
}

/** Whether something listens at `host:port`. */
export async function accepts(endpoint: string): Promise<boolean> {
  const { hostname: host, port } = new URL(`tcp://${endpoint}`);
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port), timeout: 1000 });
    const answer = (open: boolean) => () => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', answer(true));
    socket.once('error', answer(false));
    socket.once('timeout', answer(false));
  });
}
