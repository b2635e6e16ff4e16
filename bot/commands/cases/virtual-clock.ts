import type { Instant } from '#domain/time.ts';
import type { Clock } from '#ports/clock.ts';

/** A clock that moves only when it is told to. */
export class VirtualClock implements Clock {
  #now: Instant;

  constructor(start: Instant) {
    this.#now = start;
  }

  now(): Instant {
    return this.#now;
  }

  /** Nobody is woken: who moves the clock also runs what fell due. */
  wake(): () => void {
    return () => undefined;
  }

  /** Moves forward; never back. */
  moveTo(at: Instant): void {
    if (at > this.#now) this.#now = at;
  }
}
