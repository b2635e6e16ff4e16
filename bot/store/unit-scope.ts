import { AsyncLocalStorage } from 'node:async_hooks';
import { Fault } from '#errors';

/**
 * Knows whether the caller already works within a unit of this store. Such a caller would wait for a turn that comes
 * only after its own, for ever; it is refused instead.
 */
export class UnitScope {
  readonly #current = new AsyncLocalStorage<{ running: boolean }>();

  /** @throws Fault when a unit of work asks for another one instead of using its own transaction. */
  refuseNested(): void {
    if (this.#current.getStore()?.running === true) {
      throw new Fault('STORE_FAILED', {
        right: 'a unit of work uses the transaction it was given',
      });
    }
  }

  /** Runs a unit of work, known as such to everything it calls. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const unit = { running: true };
    try {
      return await this.#current.run(unit, work);
    } finally {
      unit.running = false;
    }
  }
}
