import { after, afterEach, before, beforeEach } from 'mocha';
import type { Store } from '#ports/store/store.ts';

/** A store for a test, empty. */
export interface Opened {
  readonly store: Store;
  /** Closes it and leaves nothing behind. */
  dispose(): Promise<void>;
}

export type OpenStore = () => Promise<Opened>;

/** One empty store for all tests of a suite; they keep apart by estates of their own. */
export function oneStore(open: OpenStore): () => Store {
  let opened: Opened | undefined;
  before(async () => {
    opened = await open();
  });
  after(async () => opened?.dispose());
  return () => present(opened);
}

/** An empty store for every test. */
export function freshStore(open: OpenStore): () => Store {
  let opened: Opened | undefined;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(async () => opened?.dispose());
  return () => present(opened);
}

function present(opened: Opened | undefined): Store {
  if (!opened) throw new Error('the store of the suite is not open');
  return opened.store;
}
