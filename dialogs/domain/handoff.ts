import type { Instant } from './time.ts';

/** Why a conversation was handed to staff (contract: conversation cases). */
export const HANDOFF_REASONS = [
  'quality-dispute',
  'house-defect',
  'billing-dispute',
  'statute-limitation',
  'no-contract',
  'hardship',
  'instalment-request',
  'paid-claim',
  'identity',
  'third-party',
  'hostile',
  'vulnerable',
  'human-request',
  'legal-question',
  'concession',
  'refusal',
  'not-understood',
  'media',
  'missed',
] as const;
export type HandoffReason = (typeof HANDOFF_REASONS)[number];

/** Reasons for which a conversation goes to staff without a word to the resident. */
export const UNSPOKEN: ReadonlySet<HandoffReason> = new Set(['missed']);

/** Who works on a handed-over conversation (policy: hand-over to staff). */
export const QUEUES = ['service', 'finance', 'legal', 'manager', 'on-call'] as const;
export type Queue = (typeof QUEUES)[number];

/** What staff report when they hand back; each sets what the bot does next (policy: outcome codes). */
export const OUTCOMES = [
  'paid-pending-check',
  'promise',
  'billing-corrected',
  'work-order',
  'hardship-plan',
  'wrong-person',
  'sold-or-rented',
  'wants-letter',
  'refuses-contact',
  'nothing-to-do',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A disagreement on the charges of a household; open until it was answered. */
export interface Dispute {
  readonly id: string;
  readonly householdId: string;
  readonly cause: HandoffReason;
  readonly openedAt: Instant;
}

/** Who may speak in a conversation. Every change raises `epoch`; a message of an older epoch never leaves. */
export interface Ownership {
  readonly owner: 'bot' | 'queue' | 'staff';
  readonly staffId: string | null;
  readonly epoch: number;
}
