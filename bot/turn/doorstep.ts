/**
 * Where what leaves meets what forbids it: work of one key passes one after another, work of others beside it. A store
 * may commit the release of a message and a payment together; here one of the two is over before the other begins.
 */
export class Doorstep {
  readonly #last = new Map<string, Promise<void>>();

  /** Does `work` when everything before it of the same key is done, however that ended. */
  async pass<T>(key: string, work: () => Promise<T>): Promise<T> {
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
