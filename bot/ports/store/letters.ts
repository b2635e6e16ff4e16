import type { Fen } from '#domain/money.ts';
import type { Instant, LocalDate } from '#domain/time.ts';

/** How a letter goes to a household. */
export const LETTER_WAYS = ['ems', 'registered', 'hand'] as const;
export type LetterWay = (typeof LETTER_WAYS)[number];

/** How its delivery ended. Only `signed` proves that it arrived. */
export const LETTER_ENDS = ['signed', 'refused', 'returned'] as const;
export type LetterEnd = (typeof LETTER_ENDS)[number];

/** Who signed for it; the receipt of `other` interrupts nothing (SSSX-8). */
export const LETTER_RECEIVERS = ['owner', 'family', 'other'] as const;
export type LetterReceiver = (typeof LETTER_RECEIVERS)[number];

/** What became of a letter that left the house. */
export interface LetterDelivery {
  readonly how: LetterWay;
  /** Number of the courier or the post; null for one that was handed over. */
  readonly reference: string | null;
  readonly outcome: LetterEnd;
  /** Null where nobody signed. */
  readonly receivedBy: LetterReceiver | null;
  /** The day on the receipt. */
  readonly on: LocalDate;
  readonly recordedAt: Instant;
  readonly recordedBy: string;
}

/** A letter that a person approved: its file never changes; other words or sums are another letter. */
export interface ApprovedLetter {
  readonly number: string;
  readonly estateId: string;
  readonly householdId: string;
  readonly approvedAt: Instant;
  /** Staff id. */
  readonly approvedBy: string;
  /** Of the file in the media folder; null once erased. */
  readonly sha256: string | null;
  readonly total: Fen;
  readonly replyBy: LocalDate;
  /** Billing periods it demands, as `2025-07/2025-12`. */
  readonly periods: readonly string[];
  /** Null until it is known. */
  readonly delivery: LetterDelivery | null;
}

export interface Letters {
  put(letter: ApprovedLetter): Promise<void>;
  byNumber(number: string): Promise<ApprovedLetter | undefined>;
  /** Newest first. */
  of(householdId: string): Promise<ApprovedLetter[]>;
  /** @returns false when its delivery is on record already; nothing changes then. */
  deliver(number: string, delivery: LetterDelivery): Promise<boolean>;
  /** Forgets the files of a household. @returns their digests; they go with `removeMedia` after the commit. */
  erase(householdId: string): Promise<string[]>;
}
