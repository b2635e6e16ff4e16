import type { Others } from '#ports/store/others.ts';

/**
 * Where what leaves meets what forbids it: work of one key passes one after another, work of others beside it. A store
 * may commit the release of a message and a payment together; here one of the two is over before the other begins, in
 * whichever process they happen.
 */
export class Doorstep {
  readonly #last = new Map<string, Promise<void>>();
  readonly #others: Pick<Others, 'pass'> | undefined;

  constructor(others?: Pick<Others, 'pass'>) {
    this.#others = others;
  }

  /** Does `work` when everything before it of the same keys is done, however that ended. */
  async pass<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
    const others = this.#others;
    const alone = others ? async () => others.pass(keys, work) : work;
    // In one order for everybody, so that no two wait for each other.
    const through = keys
      .toSorted()
      .reduceRight((inner, key) => async () => this.#queue(key, inner), alone);
    return through();
  }

  async #queue<T>(key: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.#last.get(key) ?? Promise.resolve()).then(work);
    const end = turn.then(
      () => undefined,
      () => undefined,
    );
    this.#last.set(key, end);
    try {
      return await turn;
    } finally {
      if (this.#last.get(key) === end) this.#last.delete(key);
    }
  }
}
