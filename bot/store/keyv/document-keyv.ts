import Keyv from 'keyv';
import type { Documents } from '#ports/store/documents.ts';
import type { Store } from '#ports/store/store.ts';

/**
 * Keyv over the store's documents, so that whatever speaks Keyv keeps its state in the same database. Every write
 * changes the tag that a compare-and-set looks for; errors of the store surface.
 */
export function documentKeyv<T>(store: Store, namespace: string): Keyv<T> {
  return new Keyv<T>({
    store: new DocumentAdapter(store, namespace),
    namespace,
    throwOnErrors: true,
  });
}

class DocumentAdapter {
  readonly opts = { dialect: 'nuancui' };
  namespace: string;
  readonly #store: Store;

  constructor(store: Store, namespace: string) {
    this.#store = store;
    this.namespace = namespace;
  }

  async get(key: string): Promise<string | undefined> {
    return (await this.#store.read((tx) => tx.documents.get(key)))?.value;
  }

  async set(key: string, value: string): Promise<boolean> {
    return this.#store.write((tx) => overwrite(tx.documents, key, value));
  }

  async delete(key: string): Promise<boolean> {
    return this.#store.write((tx) => tx.documents.delete(key));
  }

  async has(key: string): Promise<boolean> {
    return (await this.get(key)) !== undefined;
  }

  /** Empties this namespace only. */
  async clear(): Promise<void> {
    await this.#store.write((tx) => tx.documents.clear(`${this.namespace}:`));
  }

  on(): this {
    return this;
  }
}

async function overwrite(documents: Documents, key: string, value: string): Promise<boolean> {
  const stored = await documents.get(key);
  return documents.compareAndSet(key, value, stored?.etag ?? null);
}
