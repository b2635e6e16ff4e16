import { DAY_MS, MINUTE_MS, type Instant, later } from '#domain/time.ts';
import type {
  Channel,
  ChannelHealth,
  DeafWhy,
  Deafness,
  Health,
  InboundEvent,
  OutboundMessage,
  SendOutcome,
  SendPermission,
  TransferOutcome,
} from '#ports/channel.ts';
import type { Clock } from '#ports/clock.ts';
import type { Store } from '#ports/store/store.ts';
import { SentOnce } from '../sent-once.ts';
import type { Answer } from './ask.ts';
import { type CallbackServer, openCallback } from './callback-server.ts';
import { KfInterface, type MessagePage } from './kf-interface.ts';
import { type KfMessage, contactOf, sentAt } from './kf-message.ts';
import { MessagePull } from './message-pull.ts';
import { MAX_BYTES, bodyOf, messageIdOf } from './outbound-body.ts';
import { closesWindow, reasonOf } from './refusal-reason.ts';
import { SendWindows, WINDOW_MS } from './send-window.ts';
import { transferBy } from './transfer.ts';
import { type WecomSettings, linkWithCode } from './wecom-settings.ts';

/** Name of the channel. */
export const WECOM = 'wecom';

export interface WecomOptions {
  readonly settings: WecomSettings;
  readonly store: Store;
  readonly clock: Clock;
  readonly report?: (error: unknown) => void;
}

/** Callbacks get lost: how often one looks without being called, and how soon after it failed. */
const POLL_MS = 5 * MINUTE_MS;
const RETRY_MS = 30_000;

/** How long the interface keeps what was not fetched (document 94670). */
const KEPT_MS = 3 * DAY_MS;

/** How often it is put on record that the channel hears. */
const SEEN_MS = MINUTE_MS;

/** Failures in a row after which the channel counts as deaf. */
const PATIENCE = 3;

/** A channel with a callback of its own. */
export interface WecomChannel extends Channel {
  /** Where callbacks are listened for; null before the start. */
  callback(): string | null;
}

/** An account of WeCom customer service: it answers who wrote, within 48 hours, and never begins. */
export function openWecomChannel(options: WecomOptions): WecomChannel {
  return new KfChannel(options);
}

class KfChannel implements WecomChannel {
  readonly name = WECOM;
  readonly capabilities;
  readonly #settings: WecomSettings;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #report: (error: unknown) => void;
  readonly #kf: KfInterface;
  readonly #windows = new SendWindows();
  readonly #sent = new SentOnce();
  #health: ChannelHealth = 'starting';
  #receive: (event: InboundEvent) => Promise<void> = async () => undefined;
  #server: CallbackServer | undefined;
  #pull: MessagePull | undefined;
  #rung: string | undefined;
  #pulling: Promise<void> | undefined;
  #failures = 0;
  /** Until when everything was heard, as far as this process knows, and when that was last told. */
  #heardUntil: Instant | null = null;
  #toldAt: Instant | null = null;
  #callOffPoll: () => void = () => undefined;

  constructor({ settings, store, clock, report }: WecomOptions) {
    this.#settings = settings;
    this.#store = store;
    this.#clock = clock;
    this.#report = report ?? (() => undefined);
    this.#kf = new KfInterface(settings, clock);
    this.capabilities = {
      proactive: false,
      recall: true,
      menus: true,
      media: true,
      maxBytes: MAX_BYTES,
      transfer: settings.staff === 'wecom',
    };
  }

  callback(): string | null {
    return this.#server ? `${this.#server.address}${this.#settings.path}` : null;
  }

  link(code: string | null): string | null {
    const { link } = this.#settings;
    if (link === undefined) return null;
    return code === null ? link : linkWithCode(link, code);
  }

  health(): ChannelHealth {
    return this.#health;
  }

  async start(receive: (event: InboundEvent) => Promise<void>): Promise<void> {
    this.#receive = receive;
    this.#health = 'starting';
    const since = later(this.#clock.now(), -WINDOW_MS);
    const open = await this.#store.read((tx) => tx.outbox.windows(this.name, since));
    for (const { contact, wroteAt, ids, sent } of open) {
      this.#windows.remember(contact, wroteAt, ids, sent);
    }
    this.#pull = new MessagePull(
      {
        store: this.#store,
        account: this.#settings.openKfId,
        page: async (cursor, token) => pageOf(await this.#kf.sync(cursor, token)),
        names: async (contacts) => this.#kf.names(contacts),
        notice: (message) => this.#notice(message),
        report: this.#report,
        failed: (error) => void this.#fail(error),
      },
      async (event) => this.#receive(event),
    );
    this.#server = await openCallback({
      settings: this.#settings,
      clock: this.#clock,
      report: this.#report,
      ring: (token) => this.#ring(token),
    });
    const { outcome } = await this.#kf.knock();
    await this.#tellLost('service-down');
    await this.#turn(
      outcome === 'answered' ? 'ready' : outcome === 'refused' ? 'logged-out' : 'deaf',
    );
    this.#ring('');
  }

  async stop(): Promise<void> {
    this.#health = 'logged-out';
    const server = this.#server;
    this.#server = undefined;
    this.#rung = undefined;
    this.#callOffPoll();
    await server?.close();
    await this.#pulling;
    await this.#pull?.settled();
    this.#receive = async () => undefined;
  }

  canSend(contact: string, _proactive: boolean, now: Instant): SendPermission {
    if (this.#health !== 'ready') return { ok: false, reason: `channel-${this.#health}` };
    return this.#windows.permission(contact, now);
  }

  async send(message: OutboundMessage): Promise<SendOutcome> {
    return this.#sent.send(message.idempotencyKey, async () => this.#sendOnce(message));
  }

  async recall(_contact: string, messageId: string): Promise<boolean> {
    return this.#kf.recall(messageId);
  }

  async fetchMedia(ref: string, cap: number) {
    return this.#kf.media(ref, cap);
  }

  async transfer(contact: string, to: 'staff' | 'bot'): Promise<TransferOutcome> {
    return transferBy(this.#kf, contact, to);
  }

  async #sendOnce(message: OutboundMessage): Promise<SendOutcome> {
    const { contact, idempotencyKey } = message;
    if (this.#health !== 'ready') return { outcome: 'rejected', reason: `channel-${this.#health}` };
    const id = messageIdOf(idempotencyKey);
    const body = bodyOf(message, id);
    if (!body) return { outcome: 'rejected', reason: 'too-long' };
    const right = this.#windows.spend(contact, this.#clock.now());
    if (right.by === 'nothing') return { outcome: 'rejected', reason: 'channel-closed' };
    const answer = await (right.by === 'window'
      ? this.#kf.send(contact, id, body)
      : this.#kf.welcome(right.code, id, body));
    switch (answer.outcome) {
      case 'answered':
        return { outcome: 'accepted', messageId: answer.value };
      case 'lost':
        return { outcome: 'unknown', reason: answer.reason, messageId: id };
      case 'unreached':
        if (right.by === 'window') this.#windows.giveBack(contact);
        return { outcome: 'rejected', reason: `unreached-${answer.reason}` };
      case 'refused':
        if (closesWindow(answer.code)) this.#windows.close(contact);
        else if (right.by === 'window') this.#windows.giveBack(contact);
        return { outcome: 'rejected', reason: reasonOf(answer.code) };
    }
  }

  /** A message opens the window, a visit the door for one word. */
  #notice(message: KfMessage): void {
    const contact = contactOf(message);
    const code = message.event?.welcome_code;
    if (message.origin === FROM_RESIDENT) {
      this.#windows.heard(contact, sentAt(message), message.msgid);
    } else if (code !== undefined) this.#windows.came(contact, code, sentAt(message));
  }

  #ring(token: string): void {
    const pull = this.#pull;
    if (this.#server === undefined || !pull) return;
    this.#rung = token;
    this.#pulling ??= this.#fetchAll(pull);
  }

  async #fetchAll(pull: MessagePull): Promise<void> {
    this.#callOffPoll();
    while (this.#rung !== undefined) {
      const token = this.#rung;
      this.#rung = undefined;
      try {
        await pull.run(token);
        void this.#whenDurable(pull, this.#clock.now());
      } catch (error) {
        await this.#fail(error);
      }
    }
    this.#pulling = undefined;
    this.#lookIn(this.#failures === 0 ? POLL_MS : RETRY_MS);
  }

  async #whenDurable(pull: MessagePull, now: Instant): Promise<void> {
    if (!(await pull.settled()) || !this.#server) return;
    this.#failures = 0;
    if (this.#heardUntil !== null) await this.#tellLost('connection');
    this.#heardUntil = now;
    const told = this.#toldAt !== null && now - this.#toldAt < SEEN_MS;
    if (this.#health !== 'ready' || !told) await this.#turn('ready');
  }

  /** What was written longer ago than the interface keeps it, and was not fetched, nobody will ever read. */
  async #tellLost(why: DeafWhy): Promise<void> {
    const from = this.#heardUntil;
    const to = later(this.#clock.now(), -KEPT_MS);
    if (from === null || from < to) await this.#tell({ type: 'deaf', from, to, why });
  }

  async #fail(error: unknown): Promise<void> {
    this.#report(error);
    this.#failures += 1;
    if (!this.#pulling) this.#lookIn(RETRY_MS);
    const deaf = this.#failures >= PATIENCE && this.#health === 'ready';
    if (this.#server && deaf) await this.#turn('deaf');
  }

  #lookIn(ms: number): void {
    this.#callOffPoll();
    if (!this.#server) return;
    this.#callOffPoll = this.#clock.wake(later(this.#clock.now(), ms), () => this.#ring(''));
  }

  async #turn(state: ChannelHealth): Promise<void> {
    const at = this.#clock.now();
    this.#health = state;
    if (state === 'ready') this.#toldAt = at;
    await this.#tell({ type: 'health', state, at });
  }

  async #tell(event: Health | Deafness): Promise<void> {
    try {
      await this.#receive(event);
    } catch (error) {
      this.#report(error);
    }
  }
}

const FROM_RESIDENT = 3;

function pageOf(answer: Answer<MessagePage>): MessagePage {
  if (answer.outcome === 'answered') return answer.value;
  const why = answer.outcome === 'refused' ? reasonOf(answer.code) : answer.reason;
  throw new Error(`messages could not be fetched: ${answer.outcome}, ${why}`);
}
