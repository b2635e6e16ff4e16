/**
 * Messages are loaded side by side and would overtake each other; here each one waits for those before it. One that
 * takes too long holds up nobody: it comes when it comes.
 */
export class InOrder {
  #last: Promise<void> = Promise.resolve();
  readonly #wake: (overdue: () => void) => () => void;

  /** @param wake calls back when a message has been waited for long enough; what it returns calls that off. */
  constructor(wake: (overdue: () => void) => () => void) {
    this.#wake = wake;
  }

  /** Hands on what is loaded, in the order in which this was called; nothing, where it could not be loaded. */
  pass<T>(loading: Promise<T | undefined>, handOn: (loaded: T) => void): void {
    const before = this.#last;
    this.#last = (async () => {
      await before;
      let callOff: () => void = () => undefined;
      const overdue = new Promise<void>((resolve) => {
        callOff = this.#wake(resolve);
      });
      const handed = loading.then((loaded) => {
        if (loaded !== undefined) handOn(loaded);
      });
      await Promise.race([handed, overdue]);
      callOff();
    })();
  }
}
