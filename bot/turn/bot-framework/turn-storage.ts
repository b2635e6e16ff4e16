import type { Storage, StoreItems } from 'botbuilder-core';
import { z } from 'zod';

const itemsSchema = z.record(z.string(), z.unknown());

/**
 * Bot Framework's storage over the stored text of one conversation. Writes are kept here until the turn's own
 * transaction commits them by compare-and-set, because BotState overwrites the tags that would protect them.
 */
export class TurnStorage implements Storage {
  #items: Record<string, unknown>;

  /** @param stored JSON text of an earlier turn; anything unreadable counts as nothing stored. */
  constructor(stored: string | null) {
    this.#items = stored === null ? {} : readItems(stored);
  }

  async read(keys: string[]): Promise<StoreItems> {
    return Object.fromEntries(
      keys.filter((key) => key in this.#items).map((key) => [key, this.#items[key]]),
    );
  }

  async write(changes: StoreItems): Promise<void> {
    for (const [key, item] of Object.entries(changes)) {
      const { eTag: _tag, ...kept } = itemsSchema.parse(item);
      this.#items[key] = kept;
    }
  }

  async delete(keys: string[]): Promise<void> {
    for (const key of keys) delete this.#items[key];
  }

  /** What is to be stored. */
  text(): string {
    return JSON.stringify(this.#items);
  }
}

function readItems(stored: string): Record<string, unknown> {
  try {
    const parsed = itemsSchema.safeParse(JSON.parse(stored));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}
