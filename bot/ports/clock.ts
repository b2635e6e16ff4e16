import type { Instant } from '#domain/time.ts';

/** Where time comes from. Only the composition root knows the wall clock. */
export interface Clock {
  now(): Instant;
  /** Calls back once at or soon after `at`; the returned function calls it off. */
  wake(at: Instant, callback: () => void): () => void;
}
