import type { ReminderReason } from '#domain/event.ts';

/** Queue of reminders: `waves` fills it, the lane of the conversation works it off. */
export const REMINDER_QUEUE = 'reminder';

/** The one planned reminder of a household. */
export function reminderDedup(householdId: string): string {
  return `reminder:${householdId}`;
}

/** What a reminder job carries. */
export interface ReminderJob {
  readonly householdId: string;
  /** Who ordered it by hand; null for what the plan brought up. A formal reminder needs a name here. */
  readonly approvedBy: string | null;
  /** Null lets the facts of the due moment say. */
  readonly reason: ReminderReason | null;
  /** The wave that ordered it, where one did. */
  readonly wave?: string;
}
