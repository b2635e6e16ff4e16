import type { Instant } from './time.ts';

/** How fast an account may write. */
export interface SendPace {
  /** Messages of our own accord in any hour. */
  readonly proactivePerHour: number;
  /** Milliseconds between any two messages, on average. */
  readonly betweenMs: number;
}

/** A message that left an account, or may have. */
export interface Sent {
  readonly at: Instant;
  readonly proactive: boolean;
}
