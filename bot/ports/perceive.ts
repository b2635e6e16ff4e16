import type { Understanding } from '#domain/understanding.ts';
import type { Instant } from '#domain/time.ts';

/** What helps to understand a message beside its words. */
export interface PerceptionContext {
  readonly now: Instant;
  readonly timezone: string;
  /** What the bot asked last: the flow that waits, or null. */
  readonly awaiting: string | null;
  /** How many choices the open menu has; 0 without one. */
  readonly choices: number;
  /**
   * What is known of who speaks and where: names, numbers, rooms. A language model is asked only where this is given,
   * and none of it leaves the house.
   */
  readonly secrets?: readonly string[];
}

/** Reads a resident's words (several messages of one burst are joined by line breaks). */
export type Perceive = (text: string, context: PerceptionContext) => Promise<Understanding>;
