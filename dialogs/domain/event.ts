import type { Outcome } from './handoff.ts';
import type { IdentityNews } from './identity.ts';
import type { Understanding } from './understanding.ts';
import type { Fen } from './money.ts';

/** What a conversation is asked to decide upon. */
export type ConversationEvent =
  | { readonly type: 'said'; readonly text: string; readonly understanding: Understanding }
  /** Something other than text: picture, voice, file, transfer … */
  | { readonly type: 'media'; readonly kind: string }
  /** A reminder is due and has passed the gate. */
  | { readonly type: 'reminder-due'; readonly reason: ReminderReason }
  /** The billing system confirmed a payment. */
  | { readonly type: 'paid'; readonly amount: Fen; readonly settled: boolean }
  /** What came of a proof of identity, or of a delegation. */
  | ({ readonly type: 'identity' } & IdentityNews)
  /** Staff handed the conversation back. */
  | { readonly type: 'handed-back'; readonly outcome: Outcome };

/** Why a reminder is due. `instalment` is the note the day before a part, `open-question` the one word after silence. */
export const REMINDER_REASONS = [
  'stage',
  'silence',
  'promise-broken',
  'instalment',
  'open-question',
] as const;
export type ReminderReason = (typeof REMINDER_REASONS)[number];
