import type { Outcome } from './handoff.ts';
import type { MediaKind } from './message-kind.ts';
import type { IdentityNews } from './identity.ts';
import type { Understanding } from './understanding.ts';
import type { Fen } from './money.ts';

/** What was written, and what was made of it. */
export interface Words {
  readonly text: string;
  readonly understanding: Understanding;
}

/** What a conversation is asked to decide upon. */
export type ConversationEvent =
  | ({ readonly type: 'said' } & Words)
  /** Something other than text, with the words that came in the same breath. */
  | { readonly type: 'media'; readonly kinds: readonly MediaKind[]; readonly said: Words | null }
  /** The resident opened the conversation and has not said a word. */
  | { readonly type: 'came' }
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
