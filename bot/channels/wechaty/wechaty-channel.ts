import { type Message, type Wechaty, WechatyBuilder } from 'wechaty';
import { type Puppet, types } from 'wechaty-puppet';
import { type Instant, instant, later } from '#domain/time.ts';
import type {
  Channel,
  ChannelHealth,
  InboundEvent,
  OutboundMessage,
  SendOutcome,
} from '#ports/channel.ts';
import type { Clock } from '#ports/clock.ts';
import type { MediaRead } from '#ports/media.ts';
import { fetchMedia } from './fetch-media.ts';
import { InOrder } from './in-order.ts';
import { hasMedia, messageKind } from './message-kind.ts';
import { recalledId } from './recalled-id.ts';
import { OwnSends } from './own-sends.ts';

export interface WechatyOptions {
  /** Name under which the service knows this channel. */
  readonly name: string;
  readonly puppet: Puppet;
  readonly clock: Clock;
  /** What happened that nobody waits for: a puppet's error, a message that could not be taken in. */
  readonly report?: (error: unknown) => void;
  /** How long a send may take before its fate counts as unknown. */
  readonly sendDeadlineMs?: number;
}

/** WeChat's longest text in bytes that every puppet takes. */
const MAX_BYTES = 4000;
const SEND_DEADLINE_MS = 15_000;

/** How long a message that is still being loaded may keep later ones waiting. */
const LOADING_MS = 10_000;

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
  readonly capabilities = {
    proactive: true,
    recall: true,
    menus: false,
    media: true,
    maxBytes: MAX_BYTES,
  };
  readonly #bot: Wechaty;
  readonly #puppet: Puppet;
  readonly #clock: Clock;
  readonly #report: (error: unknown) => void;
  readonly #deadline: number;
  readonly #own = new OwnSends();
  readonly #order = new InOrder((overdue) =>
    this.#clock.wake(later(this.#clock.now(), LOADING_MS), overdue),
  );
  readonly #outcomes = new Map<string, Promise<SendOutcome>>();
  #health: ChannelHealth = 'starting';
  #receive: (event: InboundEvent) => Promise<void> = async () => undefined;

  constructor({ name, puppet, clock, report, sendDeadlineMs }: WechatyOptions) {
    this.name = name;
    this.#puppet = puppet;
    this.#clock = clock;
    this.#report = report ?? (() => undefined);
    this.#deadline = sendDeadlineMs ?? SEND_DEADLINE_MS;
    this.#bot = WechatyBuilder.build({ puppet });
    this.#bot.on('scan', () => this.#turn('scan'));
    this.#bot.on('login', () => this.#turn('ready'));
    this.#bot.on('logout', () => this.#turn('logged-out'));
    this.#bot.on('error', (error) => this.#report(error));
    puppet.on('message', ({ messageId }) => this.#arrive(messageId));
  }

  health(): ChannelHealth {
    return this.#health;
  }

  async start(receive: (event: InboundEvent) => Promise<void>): Promise<void> {
    this.#receive = receive;
    await this.#bot.start();
  }

  async stop(): Promise<void> {
    this.#receive = async () => undefined;
    await this.#bot.stop();
    this.#health = 'logged-out';
  }

  canSend(_contact: string, _proactive: boolean, _now: Instant) {
    if (this.#health !== 'ready') return { ok: false, reason: `channel-${this.#health}` } as const;
    return { ok: true, remaining: null, expiresAt: null } as const;
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

  async fetchMedia(ref: string, cap: number): Promise<MediaRead> {
    return fetchMedia(this.#puppet, ref, cap);
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
      const told = error instanceof Error ? error.message : '';
      if (/UNAVAILABLE|CANCELLED|DEADLINE|ECONN|socket/u.test(told)) {
        return { outcome: 'unknown', reason: 'connection' };
      }
      return { outcome: 'rejected', reason: 'refused' };
    } finally {
      callOff();
    }
  }

  #turn(state: ChannelHealth): void {
    this.#health = state;
    void this.#pass({ type: 'health', state, at: this.#clock.now() });
  }

  #arrive(id: string): void {
    const loading = this.#bot.Message.find({ id }).catch((error: unknown) => {
      this.#report(error);
      return undefined;
    });
    this.#order.pass(loading, (message) => void this.#take(message));
  }

  async #take(message: Message): Promise<void> {
    if (message.room()) return;
    const type = message.type();
    const self = message.self();
    const other = self ? message.listener() : message.talker();
    if (!other) return;
    if (type === types.Message.Recalled) {
      const at = this.#clock.now();
      return this.#pass({ type: 'recall', id: recalledId(message.text()), contact: other.id, at });
    }
    if (self && this.#own.isEcho(other.id, message.text())) return;
    const { id } = message;
    const kind = messageKind(type);
    return this.#pass({
      type: 'message',
      id,
      contact: other.id,
      contactName: other.name(),
      kind,
      // What puppets call the text of anything else is raw markup.
      text: kind === 'text' ? message.text() : '',
      media: hasMedia(kind) ? { ref: id, name: null, mimeType: null, size: null } : null,
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
