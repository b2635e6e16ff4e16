import type { Instant, LocalDate } from './time.ts';

/**
 * What a resident may ask about their own data, at any moment and in any words (PIPL-44 to 48): what is stored, whence
 * it came, to have it corrected, a copy, to have it erased; and whether a person or a machine is speaking (PIPL-24).
 */
export const RIGHTS = ['see', 'source', 'correct', 'copy', 'erase', 'machine'] as const;
export type Right = (typeof RIGHTS)[number];

/** Rights that a colleague has to act upon; the others are answered on the spot. */
export const REQUESTS = ['source', 'correct', 'copy', 'erase'] as const;
export type RequestKind = (typeof REQUESTS)[number];

/** A request about personal data that waits for a colleague. */
export interface RightsRequest {
  readonly id: string;
  readonly estateId: string;
  readonly conversationId: string;
  readonly contactId: string;
  /** The home the contact was talked with about; null where none is known. */
  readonly householdId: string | null;
  readonly kind: RequestKind;
  /** The resident's own words; gone after an erasure. */
  readonly said: string;
  readonly openedAt: Instant;
  /** The day the resident was told. */
  readonly answerBy: LocalDate;
}

/** Why personal data is erased, by the cases of PIPL-47; a code, so that no word of anybody stands in the ledger. */
export const ERASURE_REASONS = [
  'request',
  'purpose-over',
  'expired',
  'consent-withdrawn',
  'unlawful',
] as const;
export type ErasureReason = (typeof ERASURE_REASONS)[number];
