import { type Message, type Wechaty, WechatyBuilder } from 'wechaty';
import { type Puppet, types } from 'wechaty-puppet';
import type { SendPace } from '#domain/send-pace.ts';
import { MINUTE_MS, type Instant, instant, later } from '#domain/time.ts';
import type {
  Channel,
  ChannelCapabilities,
  ChannelHealth,
  DeafWhy,
  InboundEvent,
  OutboundMessage,
  SendOutcome,
  SendPermission,
} from '#ports/channel.ts';
import type { Clock } from '#ports/clock.ts';
import { messageKind } from './message-kind.ts';
import { Lifeline, accepts } from './lifeline.ts';
import { OwnSends } from './own-sends.ts';
import { isBroken } from './remote-puppet.ts';
import { Throttling } from './throttling.ts';

export interface WechatyOptions {
  /** Name under which the service knows this channel. */
  readonly name: string;
  readonly puppet: Puppet;
  readonly clock: Clock;
  /** What happened that nobody waits for: a puppet's error, a message that could not be taken in. */
  readonly report?: (error: unknown) => void;
  /** How long a send may take before its fate counts as unknown. */
  readonly sendDeadlineMs?: number;
  /** `host:port` of the gateway behind the puppet; absent where the puppet lives in this process. */
  readonly gateway?: string;
  /** Contacts may have other ids after a new login. */
  readonly idsChange?: boolean;
  readonly pace?: SendPace;
  /** Words with which WeChat slows an account down. */
  readonly throttled?: readonly string[];
}

/** WeChat's longest text in bytes that every puppet takes. */
const MAX_BYTES = 4000;
const SEND_DEADLINE_MS = 15_000;

/** When it is worth asking again: a connection mends itself, a login needs a person with a phone. */
const BACK_MS = 2000;
const LOGIN_MS = MINUTE_MS;

/** How long leaving a connection may take. */
const STOP_MS = 3000;

/** How many outcomes are remembered by their key; far more than are ever in hand at once. */
const REMEMBERED = 10_000;

/**
 * A personal WeChat account through Wechaty. Whatever is said in a room is refused here: debts concern one person.
 */
export function openWechatyChannel(options: WechatyOptions): Channel {
  return new WechatyChannel(options);
}

class WechatyChannel implements Channel {
  readonly name: string;
  readonly capabilities: ChannelCapabilities;
  readonly #bot: Wechaty;
  readonly #puppet: Puppet;
  readonly #clock: Clock;
  readonly #report: (error: unknown) => void;
  readonly #deadline: number;
  readonly #own = new OwnSends();
  readonly #outcomes = new Map<string, Promise<SendOutcome>>();
  readonly #throttling: Throttling;
  readonly #lifeline: Lifeline | null;
  #health: ChannelHealth = 'starting';
  #code: string | null = null;
  /** Since when nothing was heard; null from means since before this process. */
  #deaf: { readonly from: Instant | null; readonly why: DeafWhy } | null = null;
  /** Whether the next login is one that somebody made, not one that was found again. */
  #fresh = false;
  /** What was told of the channel itself; people's words are passed on after it. */
  #told: Promise<void> = Promise.resolve();
  #receive: (event: InboundEvent) => Promise<void> = async () => undefined;

  constructor(options: WechatyOptions) {
    const { name, puppet, clock, report, sendDeadlineMs, gateway, pace } = options;
    this.name = name;
    this.#puppet = puppet;
    this.#clock = clock;
    this.#report = report ?? (() => undefined);
    this.#deadline = sendDeadlineMs ?? SEND_DEADLINE_MS;
    this.#bot = WechatyBuilder.build({ puppet });
    this.capabilities = {
      proactive: true,
      recall: true,
      menus: false,
      media: true,
      maxBytes: MAX_BYTES,
      ...(options.idsChange === true && { idsChange: true }),
      ...(pace && { pace }),
    };
    this.#throttling = new Throttling(options.throttled ?? []);
    this.#lifeline = gateway === undefined ? null : this.#lifelineTo(gateway);
    if (this.#lifeline) this.#deaf = { from: null, why: 'service-down' };
    this.#bot.on('scan', (code, status) => this.#scan(code, status));
    this.#bot.on('login', ({ id }) => this.#login(id));
    this.#bot.on('logout', () => this.#logout());
    this.#bot.on('error', (error) => this.#fail(error));
    this.#bot.on('message', (message) => void this.#take(message));
  }

  health(): ChannelHealth {
    return this.#health;
  }

  async start(receive: (event: InboundEvent) => Promise<void>): Promise<void> {
    this.#receive = receive;
    // A gateway may take its time; the service does not wait for it, the channel is ready when it is.
    if (this.#lifeline) this.#lifeline.begin();
    else await this.#bot.start();
  }

  async stop(): Promise<void> {
    this.#receive = async () => undefined;
    this.#lifeline?.end();
    await this.#bot.stop();
    this.#health = 'logged-out';
  }

  loginCode(): string | null {
    return this.#health === 'scan' ? this.#code : null;
  }

  canSend(_contact: string, _proactive: boolean, now: Instant): SendPermission {
    if (this.#health !== 'ready') {
      const back = this.#health === 'deaf' || this.#health === 'starting' ? BACK_MS : LOGIN_MS;
      return { ok: false, reason: `channel-${this.#health}`, retryAt: later(now, back) };
    }
    return { ok: true, remaining: null, expiresAt: null };
  }

  async send(message: OutboundMessage): Promise<SendOutcome> {
    const { idempotencyKey: key } = message;
    const known = this.#outcomes.get(key);
    if (known) return known;
    const outcome = this.#sendOnce(message);
    this.#outcomes.set(key, outcome);
    if (this.#outcomes.size > REMEMBERED) {
      const [oldest] = this.#outcomes.keys();
      if (oldest !== undefined) this.#outcomes.delete(oldest);
    }
    return outcome;
  }

  async recall(_contact: string, messageId: string): Promise<boolean> {
    try {
      return await this.#puppet.messageRecall(messageId);
    } catch (error) {
      this.#report(error);
      return false;
    }
  }

  async #sendOnce({ contact, text }: OutboundMessage): Promise<SendOutcome> {
    if (this.#health !== 'ready') return { outcome: 'rejected', reason: `channel-${this.#health}` };
    if (Buffer.byteLength(text) > MAX_BYTES) return { outcome: 'rejected', reason: 'too-long' };
    this.#own.note(contact, text, this.#clock.now());
    const overdue = Symbol('overdue');
    let callOff = () => {};
    const deadline = new Promise<typeof overdue>((resolve) => {
      callOff = this.#clock.wake(later(this.#clock.now(), this.#deadline), () => resolve(overdue));
    });
    try {
      const sent = await Promise.race([this.#puppet.messageSendText(contact, text), deadline]);
      if (sent === overdue) return { outcome: 'unknown', reason: 'no-answer' };
      return { outcome: 'accepted', messageId: typeof sent === 'string' ? sent : null };
    } catch (error) {
      this.#report(error);
      // A puppet that refuses has not sent; a connection that breaks may have.
      if (isBroken(error)) return { outcome: 'unknown', reason: 'connection' };
      const notice = this.#throttling.inError(error);
      if (notice !== undefined) this.#tell({ type: 'throttled', at: this.#clock.now(), notice });
      return { outcome: 'rejected', reason: 'refused' };
    } finally {
      callOff();
    }
  }

  #lifelineTo(gateway: string): Lifeline {
    const lifeline = new Lifeline({
      clock: this.#clock,
      reachable: async () => accepts(gateway),
      connect: async () => this.#connect(),
      ask: () => this.#puppet.ding('nuancui'),
      lost: (from, why) => {
        this.#deaf ??= { from, why };
        this.#turn('deaf');
      },
      alive: () => {
        if (this.#health === 'ready') this.#turn('ready');
      },
    });
    for (const sign of ['heartbeat', 'dong', 'message'] as const) {
      this.#puppet.on(sign, () => lifeline.heard());
    }
    return lifeline;
  }

  async #connect(): Promise<void> {
    try {
      if (this.#puppet.state.active() !== false) await this.#within(STOP_MS, this.#bot.stop());
      await this.#bot.start();
    } catch (error) {
      this.#report(error);
    }
  }

  async #within(ms: number, work: Promise<unknown>): Promise<void> {
    let callOff = () => {};
    const enough = new Promise<void>((resolve) => {
      callOff = this.#clock.wake(later(this.#clock.now(), ms), resolve);
    });
    await Promise.race([work, enough]);
    callOff();
  }

  #scan(code: string, status: number): void {
    const open = status === types.ScanStatus.Waiting || status === types.ScanStatus.Timeout;
    this.#code = open ? code : null;
    this.#fresh = true;
    this.#turn('scan');
  }

  #login(account: string): void {
    const at = this.#clock.now();
    const { from, why } = this.#deaf ?? {};
    const login = { account, fresh: this.#fresh };
    this.#deaf = null;
    this.#fresh = false;
    this.#code = null;
    if (from === undefined || why === undefined) return this.#turn('ready', login);
    // Before anything leaves again it stands in the store that something may have been missed.
    void this.#tell({ type: 'deaf', from, to: at, why }).then(() => this.#turn('ready', login));
  }

  #logout(): void {
    if (this.#lifeline?.mending === true) return;
    this.#deaf ??= { from: this.#clock.now(), why: 'logged-out' };
    this.#fresh = true;
    this.#turn('logged-out');
  }

  #fail(error: unknown): void {
    this.#report(error);
    if (isBroken(error)) this.#lifeline?.broke();
  }

  #turn(state: ChannelHealth, login?: { readonly account: string; readonly fresh: boolean }): void {
    this.#health = state;
    void this.#tell({ type: 'health', state, at: this.#clock.now(), ...(login && { login }) });
  }

  /** Tells of the channel itself, in order. */
  async #tell(event: InboundEvent): Promise<void> {
    this.#told = this.#told.then(async () => this.#pass(event));
    return this.#told;
  }

  async #take(message: Message): Promise<void> {
    if (message.room()) return;
    await this.#told;
    const type = message.type();
    const at = this.#clock.now();
    const self = message.self();
    const other = self ? message.listener() : message.talker();
    if (!other) return;
    if (type === types.Message.Recalled) {
      return this.#pass({ type: 'recall', id: message.text(), contact: other.id, at });
    }
    const [id, text, kind] = [message.id, message.text(), messageKind(type)];
    if (this.#throttling.isNotice(kind, text)) {
      return this.#tell({ type: 'throttled', at, notice: text });
    }
    if (self && kind === 'text' && this.#own.isEcho(other.id, text, at)) {
      return this.#pass({ type: 'echo', id, contact: other.id, text, at });
    }
    const handle = other.handle();
    return this.#pass({
      type: 'message',
      id,
      contact: other.id,
      contactName: other.name(),
      kind,
      text,
      ...(handle !== undefined && handle !== '' && { handle }),
      at: instant(message.date().getTime()),
      origin: self ? 'staff-native' : 'resident',
    });
  }

  async #pass(event: InboundEvent): Promise<void> {
    try {
      await this.#receive(event);
    } catch (error) {
      this.#report(error);
    }
  }
}
