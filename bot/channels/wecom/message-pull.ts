import type { InboundEvent } from '#ports/channel.ts';
import type { Store } from '#ports/store/store.ts';
import type { MessagePage } from './kf-interface.ts';
import { type KfMessage, accountOf, contactOf, eventOf, kfMessage } from './kf-message.ts';
import { KnownNames } from './known-names.ts';
import { PageKeep } from './page-keep.ts';

/** Pages that may be under way before the next is fetched. */
const MOST_OPEN = 8;

export interface PullParts {
  readonly store: Store;
  /** Whose messages they are. */
  readonly account: string;
  /** @throws Error when the page could not be had. */
  readonly page: (cursor: string, token: string) => Promise<MessagePage>;
  readonly names: (contacts: readonly string[]) => Promise<Map<string, string>>;
  /** Sees every message of ours before the service does. */
  readonly notice: (message: KfMessage) => void;
  readonly report: (error: unknown) => void;
  /** A page could not be made durable; it is fetched again with the next run. */
  readonly failed: (error: unknown) => void;
}

/** What is under way since the cursor was last read from the store; given up as a whole. */
interface Attempt {
  /** Where the next page begins. */
  cursor: string;
  given: boolean;
  open: number;
  /** Events that are handed on and not yet on record. */
  readonly events: Set<string>;
  /** The last thing each resident said: what they say next waits for it, what others say does not. */
  readonly lanes: Map<string, Promise<void>>;
  /** Pages become durable in their order. */
  durable: Promise<void>;
}

/**
 * Fetches what was written, page by page. The stored cursor moves only when all of a page is durable, so that a process
 * which dies begins the page again; messages are told from their repeats by the inbox, events by what is kept here.
 */
export class MessagePull {
  readonly #parts: PullParts;
  readonly #receive: (event: InboundEvent) => Promise<void>;
  readonly #keep: PageKeep;
  readonly #names: KnownNames;
  #attempt: Attempt | undefined;

  constructor(parts: PullParts, receive: (event: InboundEvent) => Promise<void>) {
    this.#parts = parts;
    this.#receive = receive;
    this.#keep = new PageKeep(parts.store, parts.account);
    this.#names = new KnownNames(parts.names);
  }

  /**
   * Fetches until there is no more and hands it on; that it is durable is not waited for.
   * @throws when a page could not be fetched; the cursor stays.
   */
  async run(token: string): Promise<void> {
    const attempt = this.#attempt ?? (await this.#begin());
    for (;;) {
      if (attempt.open >= MOST_OPEN) await attempt.durable;
      const { cursor } = attempt;
      const page = await this.#parts.page(cursor, token);
      await this.#take(attempt, page);
      // A page that brings neither an end nor a new place would be fetched for ever.
      if (page.has_more !== 1 || attempt.cursor === cursor || attempt.given) return;
    }
  }

  /** Resolves when nothing is under way any more. @returns whether all of it is durable. */
  async settled(): Promise<boolean> {
    const attempt = this.#attempt;
    await attempt?.durable;
    return attempt !== undefined && !attempt.given;
  }

  async #begin(): Promise<Attempt> {
    const cursor = await this.#keep.cursor();
    const none = { given: false, open: 0, events: new Set<string>() };
    this.#attempt = { cursor, ...none, lanes: new Map(), durable: Promise.resolve() };
    return this.#attempt;
  }

  /** Hands on what a page holds, each resident's words in order and nobody's after another's. */
  async #take(attempt: Attempt, { msg_list: list, next_cursor: next }: MessagePage): Promise<void> {
    const { account } = this.#parts;
    const messages = list
      .flatMap((one) => this.#read(one))
      .filter((one) => (accountOf(one) ?? account) === account)
      .toSorted((a, b) => a.send_time - b.send_time);
    await this.#names.learn(messages.map(contactOf));
    const events: KfMessage[] = [];
    const handing: Promise<void>[] = [];
    for (const message of messages) {
      if (message.msgtype === 'event') {
        if (attempt.events.has(message.msgid) || (await this.#keep.isKnown(message))) continue;
        attempt.events.add(message.msgid);
        events.push(message);
      }
      handing.push(this.#handOn(attempt, message));
    }
    if (next !== '') attempt.cursor = next;
    attempt.open += 1;
    attempt.durable = this.#closePage(attempt, handing, next, events);
  }

  /** One message that cannot be read must not keep all others from coming. */
  #read(one: unknown): KfMessage[] {
    const { data, error } = kfMessage.safeParse(one);
    if (!data) this.#parts.report(error);
    return data ? [data] : [];
  }

  async #handOn(attempt: Attempt, message: KfMessage): Promise<void> {
    const contact = contactOf(message);
    const before = attempt.lanes.get(contact) ?? Promise.resolve();
    const handed = before.then(async () => {
      // What follows something that could not be stored comes again after it.
      if (attempt.given) return;
      this.#parts.notice(message);
      const event = eventOf(message, this.#names.of(contact));
      if (event) await this.#receive(event);
    });
    const settled = handed.catch((error: unknown) => this.#giveUp(attempt, error));
    attempt.lanes.set(contact, settled);
    await settled;
    if (attempt.lanes.get(contact) === settled) attempt.lanes.delete(contact);
  }

  async #closePage(
    attempt: Attempt,
    handing: readonly Promise<void>[],
    next: string,
    events: readonly KfMessage[],
  ): Promise<void> {
    const before = attempt.durable;
    await Promise.all(handing);
    await before;
    try {
      if (!attempt.given) await this.#keep.advance(next, events);
      for (const { msgid } of events) attempt.events.delete(msgid);
    } catch (error) {
      this.#giveUp(attempt, error);
    }
    attempt.open -= 1;
  }

  /** Everything since the stored cursor is fetched again. */
  #giveUp(attempt: Attempt, error: unknown): void {
    if (!attempt.given) this.#parts.failed(error);
    attempt.given = true;
    if (this.#attempt === attempt) this.#attempt = undefined;
  }
}
