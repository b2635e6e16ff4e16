import { z } from 'zod';
import { REMINDER_REASONS } from '#domain/event.ts';
import { OUTCOMES } from '#domain/handoff.ts';
import { type IdentityNews, SCOPES } from '#domain/identity.ts';
import { LABELS } from '#domain/label.ts';
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
  wave: z.string().exactOptional(),
}) satisfies z.ZodType<ReminderJob>;

const scope = z.enum(SCOPES);
const names = z.array(z.string());
const told = z.discriminatedUnion('news', [
  z.object({
    news: z.enum([
      'bound',
      'refused',
      'wrong-code',
      'limited',
      'declined',
      'second-claim',
      'delegate-waiting',
      'delegate-declined',
    ]),
  }),
  z.object({ news: z.literal('delegate-code'), code: z.string(), scope }),
  z.object({ news: z.literal('delegate-asked'), name: z.string(), scope }),
  z.object({ news: z.literal('delegate-agreed'), scope }),
  z.object({ news: z.literal('delegate-settled'), agreed: z.boolean().nullable() }),
  z.object({ news: z.literal('delegates'), pay: names, bill: names, speak: names }),
  z.object({ news: z.literal('delegates-ended'), count: z.int().min(0) }),
  z.object({ news: z.literal('home-chosen'), label: z.enum(LABELS).nullable() }),
]) satisfies z.ZodType<IdentityNews>;

/** What a notice job carries. */
export const noticePayload = z.discriminatedUnion('type', [
  z.object({ type: z.literal('paid'), amount: z.int(), settled: z.boolean() }),
  z.object({ type: z.literal('handed-back'), outcome: z.enum(OUTCOMES) }),
  z.object({ type: z.literal('identity'), of: z.enum(['self', 'others', 'staff']), told }),
]);

export type NoticePayload = z.infer<typeof noticePayload>;
