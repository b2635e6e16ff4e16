import type { Instant } from '#domain/time.ts';
import { HandClock } from '../../fixtures/hand-clock.ts';

/** Up to here a wait is one between two tries; beyond, it is a deadline. */
const BETWEEN_TRIES_MS = 500;

/**
 * A clock that stands until it is moved, for whom waits between two tries do not take any time. They can be held back
 * while there is nothing to be reached.
 */
export class LineClock extends HandClock {
  #held = false;
  readonly #tries = new Set<() => void>();

  override wake(at: Instant, callback: () => void): () => boolean {
    if (at - this.now() > BETWEEN_TRIES_MS) return super.wake(at, callback);
    const attempt = (): void => {
      if (this.#tries.delete(attempt)) callback();
    };
    this.#tries.add(attempt);
    if (!this.#held) setImmediate(attempt);
    return () => this.#tries.delete(attempt);
  }

  hold(): void {
    this.#held = true;
  }

  letGo(): void {
    this.#held = false;
    for (const attempt of this.#tries) setImmediate(attempt);
  }
}
