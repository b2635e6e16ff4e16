import type { Queue } from './handoff.ts';
import type { Instant, LocalDate } from './time.ts';

/** Something a colleague should see to; unlike a hand-over it takes the word from nobody. */
export interface Task {
  readonly id: string;
  readonly estateId: string;
  readonly householdId: string;
  readonly chargeId: string;
  readonly kind: TaskKind;
  readonly queue: Queue;
  /** The day it is about: the last day of a limitation, or the day on which it was noticed. */
  readonly dueOn: LocalDate;
  /** How many days ahead it was to be noticed. One task a charge, day and notice, ever. */
  readonly notice: number;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  /** Who saw to it; null where the matter ended by itself. */
  readonly closedBy: string | null;
}

export const TASK_KINDS = [
  'limitation',
  'no-answer',
  'promises-broken',
  'words-recalled',
  'undelivered',
  'vanished',
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];
