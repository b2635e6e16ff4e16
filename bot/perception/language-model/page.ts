import { Fault } from '#errors';
import type { Store } from '#ports/store/store.ts';

/** One text that is changed as a whole. */
export interface Page {
  /** @param write gets what stands there; undefined leaves it as it is. May run again before it counts. */
  change(write: (text: string | undefined) => string | undefined): Promise<void>;
}

/** How often a change that others overtake is tried. */
const TRIES = 5;

/** A page among the store's documents, shared by all processes of the store. */
export function storedPage(store: Store, key: string): Page {
  return {
    async change(write) {
      for (let n = 0; n < TRIES; n += 1) {
        const done = await store.write(async (tx) => {
          const found = await tx.documents.get(key);
          const text = write(found?.value);
          if (text === undefined) return true;
          return tx.documents.compareAndSet(key, text, found?.etag ?? null);
        });
        if (done) return;
      }
      throw new Fault('STATE_CONFLICT', { document: key });
    },
  };
}

/** A page that ends with the process, for commands without a store. */
export function passingPage(): Page {
  let stands: string | undefined;
  return {
    change(write) {
      stands = write(stands) ?? stands;
      return Promise.resolve();
    },
  };
}
