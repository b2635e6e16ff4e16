import { z } from 'zod';
import { DAY_MS, type Instant, later } from '#domain/time.ts';
import type { Store } from '#ports/store/store.ts';
import { type KfMessage, sentAt } from './kf-message.ts';

/** The interface keeps messages for three days; what it can no longer repeat need not be remembered. */
const KEPT_DAYS = 4;

const cursorSchema = z.object({ cursor: z.string() });

/** How far messages are durable, and which events were told, as the store keeps it for one account. */
export class PageKeep {
  readonly #store: Store;
  readonly #account: string;

  constructor(store: Store, account: string) {
    this.#store = store;
    this.#account = account;
  }

  /** Where to begin; empty at the very first time. */
  async cursor(): Promise<string> {
    const stored = await this.#store.read((tx) => tx.documents.get(this.#cursorKey()));
    return stored ? cursorSchema.parse(JSON.parse(stored.value)).cursor : '';
  }

  async isKnown(message: KfMessage): Promise<boolean> {
    const found = await this.#store.read((tx) => tx.documents.get(this.#seenKey(message)));
    return found !== undefined;
  }

  /** Everything up to `next` is durable. An empty one is no place to begin at. */
  async advance(next: string, events: readonly KfMessage[]): Promise<void> {
    await this.#store.write(async ({ documents }) => {
      for (const one of events) await documents.compareAndSet(this.#seenKey(one), '1', null);
      for (const prefix of this.#outlived(events)) await documents.clear(prefix);
      if (next === '') return;
      const stored = await documents.get(this.#cursorKey());
      const value = JSON.stringify({ cursor: next });
      await documents.compareAndSet(this.#cursorKey(), value, stored?.etag ?? null);
    });
  }

  #cursorKey(): string {
    return `wecom/${this.#account}/cursor`;
  }

  #seenKey(message: KfMessage): string {
    return `${this.#seenOn(sentAt(message))}${message.msgid}`;
  }

  /** Events are kept by the day on which they happened, so that old days can be thrown away whole. */
  #seenOn(at: Instant): string {
    return `wecom/${this.#account}/seen/${new Date(at).toISOString().slice(0, 10)}/`;
  }

  /** Days that are too old to be repeated, judged by the newest event; some more in case nothing happened for days. */
  #outlived(events: readonly KfMessage[]): string[] {
    const newest = events.at(-1);
    if (!newest) return [];
    return [0, 1, 2, 3, 4, 5, 6].map((more) =>
      this.#seenOn(later(sentAt(newest), -(KEPT_DAYS + more) * DAY_MS)),
    );
  }
}
