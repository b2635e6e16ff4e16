import type { Understanding } from '#domain/understanding.ts';
import type { Instant } from '#domain/time.ts';

/** What the books say that tips the reading of words with two meanings. */
export interface AccountHint {
  /** The home stands empty or was not handed over. */
  readonly empty: boolean;
  readonly owing: boolean;
  /** Age of the oldest open charge in years since its due day. */
  readonly overdueYears: number;
}

/** What helps to understand a message beside its words. */
export interface PerceptionContext {
  readonly now: Instant;
  readonly timezone: string;
  /** What the bot asked last: the flow that waits, or null. */
  readonly awaiting: string | null;
  /** How many choices the open menu has; 0 without one. */
  readonly choices: number;
  /** Absent for a contact without a household. */
  readonly account?: AccountHint;
}

/** Reads a resident's words (several messages of one burst are joined by line breaks). */
export type Perceive = (text: string, context: PerceptionContext) => Promise<Understanding>;
