import { type Wechaty, WechatyBuilder } from 'wechaty';
import { type Puppet, types } from 'wechaty-puppet';
import { type Instant, later } from '#domain/time.ts';
import type { ChannelHealth, DeafWhy, Deafness, Health } from '#ports/channel.ts';
import type { Clock } from '#ports/clock.ts';
import { Lifeline, accepts } from './lifeline.ts';
import { RemotePuppet, isBroken } from './remote-puppet.ts';

export interface WechatyAccountOptions {
  readonly puppet: Puppet;
  readonly clock: Clock;
  /** `host:port` of the gateway behind the puppet; undefined where the puppet lives in this process. */
  readonly gateway: string | undefined;
  /** Resolves when what is told is durable. */
  readonly tell: (event: Health | Deafness) => Promise<void>;
  readonly report: (error: unknown) => void;
}

/** How long leaving a connection may take. */
const STOP_MS = 3000;

/** A gateway that stood still this long may itself have missed what WeChat told. */
const STOOD_STILL_MS = 25_000;

/** Who is logged in, whether the line to them holds, and since when nothing was heard. */
export class WechatyAccount {
  readonly bot: Wechaty;
  readonly #options: WechatyAccountOptions;
  #lifeline: Lifeline | null = null;
  #health: ChannelHealth = 'starting';
  #code: string | null = null;
  /** Since when nothing was heard; null from means since before this process. */
  #deaf: { readonly from: Instant | null; readonly why: DeafWhy } | null = null;
  /** No sign comes by the line, which may yet hold. */
  #quiet = false;
  /** Whether the next login is one that somebody made, not one that was found again. */
  #fresh = false;
  /** We are letting go of the line ourselves; a logout of that moment is not WeChat's. */
  #leaving = false;

  constructor(options: WechatyAccountOptions) {
    const { puppet } = options;
    this.#options = options;
    this.bot = WechatyBuilder.build({ puppet });
    this.bot.on('scan', (code, status) => this.#scan(code, status));
    this.bot.on('login', ({ id }) => void this.#login(id));
    this.bot.on('logout', () => this.#logout());
    this.bot.on('error', (error) => this.#fail(error));
    for (const sign of ['heartbeat', 'dong', 'message'] as const) {
      puppet.on(sign, () => this.#lifeline?.heard());
    }
  }

  get health(): ChannelHealth {
    return this.#health;
  }

  /** What is to be scanned to log in. */
  get code(): string | null {
    return this.#health === 'scan' ? this.#code : null;
  }

  /** A gateway may take its time; nobody waits for it, the account is ready when it is. */
  async start(): Promise<void> {
    const { gateway } = this.#options;
    if (gateway === undefined) return this.bot.start();
    this.#deaf ??= { from: null, why: 'service-down' };
    this.#lifeline = this.#lifelineTo(gateway);
    this.#lifeline.begin();
  }

  async stop(): Promise<void> {
    this.#lifeline?.end();
    this.#lifeline = null;
    await this.bot.stop();
    this.#health = 'logged-out';
  }

  #lifelineTo(gateway: string): Lifeline {
    const { clock, puppet } = this.#options;
    return new Lifeline({
      clock,
      reachable: async () => accepts(gateway),
      connect: async () => this.#connect(),
      ask: async () => rouse(puppet),
      quiet: () => {
        if (this.#health !== 'ready') return;
        this.#quiet = true;
        this.#turn('deaf');
      },
      revived: (since) => void this.#revive(since),
      lost: (from, why) => {
        this.#quiet = false;
        this.#deaf ??= { from, why };
        this.#turn('deaf');
      },
      alive: () => {
        if (this.#health === 'ready') this.#turn('ready');
      },
    });
  }

  /** What stood still goes on where it stopped. */
  async #revive(from: Instant): Promise<void> {
    if (!this.#quiet) return;
    this.#quiet = false;
    const to = this.#options.clock.now();
    if (to - from > STOOD_STILL_MS) {
      await this.#options.tell({ type: 'deaf', from, to, why: 'silence' });
    }
    if (this.#health === 'deaf') this.#turn('ready');
  }

  async #connect(): Promise<void> {
    try {
      if (this.#options.puppet.state.active() !== false) await this.#leave();
      await this.bot.start();
    } catch (error) {
      this.#options.report(error);
    }
  }

  async #leave(): Promise<void> {
    const { clock } = this.#options;
    let callOff = () => {};
    const enough = new Promise<void>((resolve) => {
      callOff = clock.wake(later(clock.now(), STOP_MS), resolve);
    });
    this.#leaving = true;
    await Promise.race([this.bot.stop(), enough]);
    this.#leaving = false;
    callOff();
  }

  #scan(code: string, status: number): void {
    const open = status === types.ScanStatus.Waiting || status === types.ScanStatus.Timeout;
    this.#code = open ? code : null;
    this.#fresh = true;
    this.#turn('scan');
  }

  async #login(account: string): Promise<void> {
    const { clock, tell } = this.#options;
    const deaf = this.#deaf;
    const login = { account, fresh: this.#fresh };
    this.#deaf = null;
    this.#fresh = false;
    this.#code = null;
    // Before anything leaves again it stands in the store that something may have been missed.
    if (deaf) await tell({ type: 'deaf', to: clock.now(), ...deaf });
    this.#turn('ready', login);
  }

  #logout(): void {
    if (this.#leaving) return;
    this.#deaf ??= { from: this.#options.clock.now(), why: 'logged-out' };
    this.#fresh = true;
    this.#turn('logged-out');
  }

  #fail(error: unknown): void {
    this.#options.report(error);
    if (isBroken(error)) this.#lifeline?.broke();
  }

  #turn(state: ChannelHealth, login?: { readonly account: string; readonly fresh: boolean }): void {
    const { clock, tell } = this.#options;
    this.#health = state;
    void tell({ type: 'health', state, at: clock.now(), ...(login && { login }) });
  }
}

async function rouse(puppet: Puppet): Promise<boolean> {
  if (puppet instanceof RemotePuppet) return puppet.rouse();
  puppet.ding('nuancui');
  return false;
}
