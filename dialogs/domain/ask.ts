import type { Instant } from './time.ts';

/** What a colleague may have the system ask a resident for, and wait. */
export const ASK_SUBJECTS = ['photo', 'day'] as const;
export type AskSubject = (typeof ASK_SUBJECTS)[number];

/** How an ask ended: the resident wrote, nobody answered, or a colleague went on without it. */
export const ASK_ENDS = ['answered', 'unanswered', 'stopped'] as const;
export type AskEnd = (typeof ASK_ENDS)[number];

/** Something asked for on a colleague's behalf; while it is open, the conversation is parked with them. */
export interface Ask {
  readonly id: string;
  readonly conversationId: string;
  readonly staffId: string;
  readonly subject: AskSubject;
  /** How often it was said; the first time counts. */
  readonly said: number;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly end: AskEnd | null;
}
