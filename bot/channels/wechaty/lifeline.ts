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
  /** Asks the other end for a sign of life. */
  readonly ask: () => void;
  /** Nothing has been heard since `since`. */
  readonly lost: (since: Instant, why: DeafWhy) => void;
  /** Heard from just now and then, while all is well. */
  readonly alive: () => void;
}

/** Between two looks whether the gateway is back, and how long it may then take to be itself. */
const PROBE_MS = 200;
const SETTLE_MS = 300;

/** How often a sign of life is asked for, and how long its absence is borne. */
const ASK_MS = 10_000;
const SILENCE_MS = 25_000;

/**
 * Keeps the connection to a gateway alive. By itself the package notices a broken stream at once and mends it a minute
 * later, and never notices one that stands still.
 */
export class Lifeline {
  readonly #options: LifelineOptions;
  #heardAt: Instant;
  #heard = false;
  #mending = false;
  #brokeAgain = false;
  #ended = false;
  readonly #timers = new Set<() => void>();

  constructor(options: LifelineOptions) {
    this.#options = options;
    this.#heardAt = options.clock.now();
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
    this.#heardAt = this.#options.clock.now();
    this.#heard = true;
  }

  /** The connection broke. */
  broke(why: DeafWhy = 'connection'): void {
    if (this.#ended) return;
    this.#brokeAgain = true;
    if (this.#mending) return;
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
    this.#mending = false;
  }

  #watch(): void {
    this.#after(ASK_MS, () => {
      if (!this.#mending) {
        if (this.#options.clock.now() - this.#heardAt > SILENCE_MS) this.broke('silence');
        else this.#options.alive();
        this.#options.ask();
      }
      this.#watch();
    });
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
