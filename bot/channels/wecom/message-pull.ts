import { z } from 'zod';
import { DAY_MS, type Instant, later } from '#domain/time.ts';
import type { InboundEvent } from '#ports/channel.ts';
import type { Store } from '#ports/store/store.ts';
import type { MessagePage } from './kf-interface.ts';
import { type KfMessage, accountOf, contactOf, eventOf, kfMessage, sentAt } from './kf-message.ts';

/** The interface keeps messages for three days; what it can no longer repeat need not be remembered. */
const KEPT_DAYS = 4;

/** Names kept in memory; a name that fell out is asked for again. */
const MOST_NAMES = 10_000;

export interface PullParts {
  readonly store: Store;
  /** Whose cursor it is. */
  readonly account: string;
  /** @throws Error when the page could not be had. */
  readonly page: (cursor: string, token: string) => Promise<MessagePage>;
  readonly names: (contacts: readonly string[]) => Promise<Map<string, string>>;
  /** Sees every message of ours before the service does. */
  readonly notice: (message: KfMessage) => void;
  readonly report: (error: unknown) => void;
}

const cursorSchema = z.object({ cursor: z.string() });

/**
 * Fetches what was written, page by page. The cursor moves only when all of a page is durable, so that a process which
 * dies begins the page again; messages are told from their repeats by the inbox, events by what is kept here.
 */
export class MessagePull {
  readonly #parts: PullParts;
  readonly #receive: (event: InboundEvent) => Promise<void>;
  readonly #names = new Map<string, string>();

  constructor(parts: PullParts, receive: (event: InboundEvent) => Promise<void>) {
    this.#parts = parts;
    this.#receive = receive;
  }

  /** Fetches until there is no more. @throws when a page could not be fetched or made durable; the cursor stays. */
  async run(token: string): Promise<void> {
    for (;;) {
      const { store, page, account } = this.#parts;
      const key = `${prefixOf(account)}cursor`;
      const stored = await store.read((tx) => tx.documents.get(key));
      const cursor = stored ? cursorSchema.parse(JSON.parse(stored.value)).cursor : '';
      const { msg_list: list, next_cursor: next, has_more: more } = await page(cursor, token);
      const events = await this.#take(list);
      await store.write(async (tx) => {
        for (const one of events) await tx.documents.compareAndSet(this.#seenKey(one), '1', null);
        for (const prefix of outlived(account, events)) await tx.documents.clear(prefix);
        if (next === '' || next === cursor) return;
        await tx.documents.compareAndSet(
          key,
          JSON.stringify({ cursor: next }),
          stored?.etag ?? null,
        );
      });
      // A page that brings neither an end nor a new place would be fetched for ever.
      if (more !== 1 || next === '' || next === cursor) return;
    }
  }

  /** @returns the events among them, which the inbox does not tell from their repeats. */
  async #take(list: readonly unknown[]): Promise<KfMessage[]> {
    const { account, notice } = this.#parts;
    const messages = list
      .flatMap((one) => this.#read(one))
      .filter((one) => (accountOf(one) ?? account) === account)
      .toSorted((a, b) => a.send_time - b.send_time);
    await this.#learnNames(messages);
    const events = new Map<string, KfMessage>();
    for (const message of messages) {
      const { msgid, msgtype } = message;
      const told = msgtype === 'event';
      if (told && (events.has(msgid) || (await this.#isKnown(message)))) continue;
      notice(message);
      const event = eventOf(message, this.#names.get(contactOf(message)) ?? '');
      if (event) await this.#receive(event);
      if (told) events.set(msgid, message);
    }
    return [...events.values()];
  }

  /** One message that cannot be read must not keep all others from coming. */
  #read(one: unknown): KfMessage[] {
    const { data, error } = kfMessage.safeParse(one);
    if (!data) this.#parts.report(error);
    return data ? [data] : [];
  }

  async #learnNames(messages: readonly KfMessage[]): Promise<void> {
    const contacts = new Set(messages.map(contactOf).filter((contact) => contact !== ''));
    const missing = [...contacts].filter((contact) => !this.#names.has(contact));
    if (missing.length === 0) return;
    for (const [contact, name] of await this.#parts.names(missing)) {
      this.#names.set(contact, name);
    }
    for (const contact of this.#names.keys()) {
      if (this.#names.size <= MOST_NAMES) break;
      if (!contacts.has(contact)) this.#names.delete(contact);
    }
  }

  async #isKnown(message: KfMessage): Promise<boolean> {
    const found = await this.#parts.store.read((tx) => tx.documents.get(this.#seenKey(message)));
    return found !== undefined;
  }

  #seenKey(message: KfMessage): string {
    return `${seenOn(this.#parts.account, sentAt(message))}${message.msgid}`;
  }
}

function prefixOf(account: string): string {
  return `wecom/${account}/`;
}

/** Events are kept by the day on which they happened, so that old days can be thrown away whole. */
function seenOn(account: string, at: Instant): string {
  return `${prefixOf(account)}seen/${new Date(at).toISOString().slice(0, 10)}/`;
}

/** Days that are too old to be repeated, judged by the newest event; some more in case nothing happened for days. */
function outlived(account: string, events: readonly KfMessage[]): string[] {
  const newest = events.at(-1);
  if (!newest) return [];
  return [0, 1, 2, 3, 4, 5, 6].map((more) =>
    seenOn(account, later(sentAt(newest), -(KEPT_DAYS + more) * DAY_MS)),
  );
}
