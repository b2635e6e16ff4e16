import { z } from 'zod';
import { REMINDER_REASONS } from '#domain/event.ts';
import { OUTCOMES } from '#domain/handoff.ts';
import type { ReminderJob } from '#ports/reminder-job.ts';

/** Queue of the turns that answer residents. */
export const TURN_QUEUE = 'turn';

/** Queue of what the world tells a conversation without the resident: a payment, a hand-back. */
export const NOTICE_QUEUE = 'notice';

/** Queue of what is fetched beside the conversations. */
export const MEDIA_QUEUE = 'media';

/** Queue of handing conversations to colleagues in the channel's own client, and back. */
export const TRANSFER_QUEUE = 'transfer';

/** The one waiting turn of a conversation. */
export function turnDedup(conversationId: string): string {
  return `turn:${conversationId}`;
}

/** What a reminder job carries. `approvedBy` names who ordered it by hand. */
export const reminderPayload = z.object({
  householdId: z.string(),
  approvedBy: z.string().nullable(),
  reason: z.enum(REMINDER_REASONS).nullable(),
}) satisfies z.ZodType<ReminderJob>;

/** What a notice job carries. */
export const noticePayload = z.discriminatedUnion('type', [
  z.object({ type: z.literal('paid'), amount: z.int(), settled: z.boolean() }),
  z.object({ type: z.literal('handed-back'), outcome: z.enum(OUTCOMES) }),
]);

export type NoticePayload = z.infer<typeof noticePayload>;
