import type { Message } from 'wechaty';
import { type Puppet, types } from 'wechaty-puppet';
import type { SendPace } from '#domain/send-pace.ts';
import { MINUTE_MS, type Instant, instant, later } from '#domain/time.ts';
import type {
  Channel,
  ChannelCapabilities,
  ChannelHealth,
  InboundEvent,
  OutboundMessage,
  RoomMessage,
  SendOutcome,
  SendPermission,
} from '#ports/channel.ts';
import type { Clock } from '#ports/clock.ts';
import type { MediaRead } from '#ports/media.ts';
import { SentOnce } from '../sent-once.ts';
import { fetchMedia } from './fetch-media.ts';
import { InOrder } from './in-order.ts';
import { hasMedia, messageKind } from './message-kind.ts';
import { roomWords } from './room-words.ts';
import { recalledId } from './recalled-id.ts';
import { OwnSends } from './own-sends.ts';
import { isBroken } from './remote-puppet.ts';
import { Throttling } from './throttling.ts';
import { WechatyAccount } from './wechaty-account.ts';

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
  /** The puppet names what it sent, so that it can be taken back. */
  readonly recalls?: boolean;
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
/** How long a message that is still being loaded may keep later ones waiting. */
const LOADING_MS = 10_000;

/**
 * A personal WeChat account through Wechaty. What is said in a room stays there but for words to us: debts concern one
 * person.
 */
export function openWechatyChannel(options: WechatyOptions): Channel {
  return new WechatyChannel(options);
}

class WechatyChannel implements Channel {
  readonly name: string;
  readonly capabilities: ChannelCapabilities;
  readonly #account: WechatyAccount;
  readonly #puppet: Puppet;
  readonly #clock: Clock;
  readonly #report: (error: unknown) => void;
  readonly #deadline: number;
  readonly #throttling: Throttling;
  readonly #own = new OwnSends();
  readonly #order = new InOrder((overdue) =>
    this.#clock.wake(later(this.#clock.now(), LOADING_MS), overdue),
  );
  readonly #sent = new SentOnce();
  /** What was told of the channel itself; people's words are passed on after it. */
  #told: Promise<void> = Promise.resolve();
  #receive: (event: InboundEvent) => Promise<void> = async () => undefined;

  constructor(options: WechatyOptions) {
    const { name, puppet, clock, gateway, pace, idsChange } = options;
    this.name = name;
    this.#puppet = puppet;
    this.#clock = clock;
    this.#report = options.report ?? (() => undefined);
    this.#deadline = options.sendDeadlineMs ?? SEND_DEADLINE_MS;
    this.#throttling = new Throttling(options.throttled ?? []);
    const more = { ...(idsChange === true && { idsChange }), ...(pace && { pace }) };
    const recall = options.recalls === true;
    const can = { proactive: true, recall, menus: false, media: true, rooms: true };
    this.capabilities = { ...can, maxBytes: MAX_BYTES, ...more };
    const tell = async (event: InboundEvent) => this.#tell(event);
    this.#account = new WechatyAccount({ puppet, clock, gateway, tell, report: this.#report });
    puppet.on('message', ({ messageId }) => this.#arrive(messageId));
  }

  health(): ChannelHealth {
    return this.#account.health;
  }

  loginCode(): string | null {
    return this.#account.code;
  }

  async start(receive: (event: InboundEvent) => Promise<void>): Promise<void> {
    this.#receive = receive;
    await this.#account.start();
  }

  async stop(): Promise<void> {
    this.#receive = async () => undefined;
    await this.#account.stop();
  }

  canSend(_contact: string, _proactive: boolean, now: Instant): SendPermission {
    const state = this.health();
    if (state === 'ready') return { ok: true, remaining: null, expiresAt: null };
    const back = state === 'deaf' || state === 'starting' ? BACK_MS : LOGIN_MS;
    return { ok: false, reason: `channel-${state}`, retryAt: later(now, back) };
  }

  async send(message: OutboundMessage): Promise<SendOutcome> {
    const { idempotencyKey, contact, text } = message;
    return this.#sent.send(idempotencyKey, async () => this.#sendOnce(contact, text));
  }

  async sendToRoom({ room, text, idempotencyKey }: RoomMessage): Promise<SendOutcome> {
    return this.#sent.send(idempotencyKey, async () => this.#sendOnce(room, text));
  }

  async fetchMedia(ref: string, cap: number): Promise<MediaRead> {
    return fetchMedia(this.#puppet, ref, cap);
  }

  async recall(_contact: string, messageId: string): Promise<boolean> {
    if (!this.capabilities.recall) return false;
    try {
      return await this.#puppet.messageRecall(messageId);
    } catch (error) {
      this.#report(error);
      return false;
    }
  }

  /** @param address of a person or of a room. */
  async #sendOnce(address: string, text: string): Promise<SendOutcome> {
    const state = this.health();
    if (state !== 'ready') return { outcome: 'rejected', reason: `channel-${state}` };
    if (Buffer.byteLength(text) > MAX_BYTES) return { outcome: 'rejected', reason: 'too-long' };
    this.#own.note(address, text, this.#clock.now());
    const overdue = Symbol('overdue');
    let callOff = () => {};
    const deadline = new Promise<typeof overdue>((resolve) => {
      callOff = this.#clock.wake(later(this.#clock.now(), this.#deadline), () => resolve(overdue));
    });
    try {
      const sent = await Promise.race([this.#puppet.messageSendText(address, text), deadline]);
      if (sent === overdue) return { outcome: 'unknown', reason: 'no-answer' };
      return { outcome: 'accepted', messageId: typeof sent === 'string' ? sent : null };
    } catch (error) {
      this.#report(error);
      // A puppet that refuses has not sent; a connection that breaks may have.
      if (isBroken(error)) return { outcome: 'unknown', reason: 'connection' };
      const notice = this.#throttling.inError(error);
      if (notice === undefined) return { outcome: 'rejected', reason: 'refused' };
      void this.#tell({ type: 'throttled', at: this.#clock.now(), notice });
      return { outcome: 'rejected', reason: 'throttled' };
    } finally {
      callOff();
    }
  }

  #arrive(id: string): void {
    const loading = this.#account.bot.Message.find({ id }).catch((error: unknown) => {
      this.#report(error);
      return undefined;
    });
    this.#order.pass(loading, (message) => void this.#take(message));
  }

  async #take(message: Message): Promise<void> {
    await this.#told;
    const inRoom = message.room();
    if (inRoom) {
      const words = roomWords(message, inRoom.id);
      return words && this.#pass(words);
    }
    const at = this.#clock.now();
    const type = message.type();
    const self = message.self();
    const other = self ? message.listener() : message.talker();
    if (!other) return;
    const contact = other.id;
    if (type === types.Message.Recalled) {
      return this.#pass({ type: 'recall', id: recalledId(message.text()), contact, at });
    }
    const [id, text, kind] = [message.id, message.text(), messageKind(type)];
    if (this.#throttling.isNotice(kind, text)) {
      return this.#tell({ type: 'throttled', at, notice: text });
    }
    if (self && kind === 'text' && this.#own.isEcho(contact, text, at)) {
      return this.#pass({ type: 'echo', id, contact, text, at });
    }
    const handle = other.handle();
    return this.#pass({
      type: 'message',
      id,
      contact,
      contactName: other.name(),
      kind,
      // What puppets call the text of anything else is raw markup.
      text: kind === 'text' ? text : '',
      media: hasMedia(kind) ? { ref: id, name: null, mimeType: null, size: null } : null,
      at: instant(message.date().getTime()),
      origin: self ? 'staff-native' : 'resident',
      ...(handle !== undefined && handle !== '' && { handle }),
    });
  }

  /** Tells of the channel itself, in order. */
  async #tell(event: InboundEvent): Promise<void> {
    this.#told = this.#told.then(async () => this.#pass(event));
    return this.#told;
  }

  async #pass(event: InboundEvent): Promise<void> {
    try {
      await this.#receive(event);
    } catch (error) {
      this.#report(error);
    }
  }
}
