import type { IdentityWords } from './identity.ts';
import type { Label } from './label.ts';
import type { Fen } from './money.ts';
import type { LocalDate } from './time.ts';

/** A day a resident named. `unsure` days are asked about, never counted. */
export interface NamedDay {
  readonly due: LocalDate;
  readonly unsure: boolean;
  /** The resident's own words for it. */
  readonly words: string;
}

/** A part of the debt named as a fraction: `parts` of `of` equal ones. */
export interface Share {
  readonly parts: number;
  readonly of: number;
}

/** What sets a conversation right instead of going on with it. */
export const REPAIRS = ['cancel', 'skip', 'repeat', 'why'] as const;
export type Repair = (typeof REPAIRS)[number];

/** What perception makes of one turn of a resident. Made outside; decided upon inside. */
export interface Understanding {
  readonly label: Label;
  /** 0–1. */
  readonly confidence: number;
  readonly also: readonly Label[];
  /** True when perception would rather not say: the dialog asks instead of guessing. */
  readonly abstained: boolean;
  readonly days: readonly NamedDay[];
  readonly amounts: readonly Fen[];
  /** A sum was said only roughly, as 三千多; it is not among the amounts. */
  readonly rough: boolean;
  /** The share of the debt that was named instead of a sum, as in 先交一半. */
  readonly share: Share | null;
  /** How many parts the resident asked to pay in. */
  readonly instalments: number | null;
  /** The numbered choice the resident made, as `1`; counts only for the last menu. */
  readonly choice: number | null;
  /** A plain yes or no, where the whole message is one. */
  readonly answer: 'yes' | 'no' | null;
  /** The resident takes back or corrects what they said before. */
  readonly corrects: boolean;
  /** The whole message takes back, leaves out, asks again or asks why; null where it is about something. */
  readonly repair: Repair | null;
  /** Talk for its own sake, about nothing of the office's. */
  readonly smallTalk: boolean;
  /** The resident wants to be reminded again. */
  readonly resumes: boolean;
  /** The resident asks, and does not dispute, how the sum comes about. */
  readonly asksBasis: boolean;
  /** What was said of who is writing. */
  readonly identity: IdentityWords;
  /** Rooms named in the text, as `3-2-209`. */
  readonly rooms: readonly string[];
}
