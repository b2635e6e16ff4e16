import type { ScriptId, StatuteId } from './category.ts';
import type { PlanPart } from './commitment.ts';
import type { ChargeBasis } from './household.ts';
import type { Locale } from './locale.ts';
import type { Fen } from './money.ts';
import type { Selection } from './selection.ts';
import type { LocalDate } from './time.ts';

/** A value put into a text. Sums and days stay typed until they are rendered. */
export type SlotValue =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'sum'; readonly value: Fen }
  | { readonly kind: 'day'; readonly value: LocalDate }
  | { readonly kind: 'count'; readonly value: number }
  | { readonly kind: 'link'; readonly value: string }
  /** Billing periods, `YYYY-MM` with both ends included. */
  | { readonly kind: 'months'; readonly value: readonly Months[] }
  /** What is outstanding, line by line. */
  | { readonly kind: 'bill'; readonly value: readonly BillLine[] }
  /** How each charge comes about. */
  | { readonly kind: 'basis'; readonly value: readonly BasisLine[] }
  /** Parts of an instalment plan. */
  | { readonly kind: 'parts'; readonly value: readonly PlanPart[] };

export interface Months {
  readonly from: string;
  readonly to: string;
}

export interface BillLine extends Months {
  readonly item: string;
  readonly open: Fen;
}

/** A charge with what it is reckoned from; units as in {@link ChargeBasis}. */
export interface BasisLine extends Months, ChargeBasis {
  readonly item: string;
  readonly months: number;
  readonly amount: Fen;
}

export type Slots = Readonly<Record<string, SlotValue>>;

/** What a dialog says: never wording, always a script and its slots. */
export interface Speech {
  readonly script: ScriptId;
  /** Which of the script's wordings; counts from 0. */
  readonly variant: number;
  readonly locale: Locale;
  /** Begins with who speaks and for whom: due in the first message of a session. */
  readonly introduce: boolean;
  readonly slots: Slots;
  readonly selection: Selection;
}

/** A speech in words, ready for the guard. */
export interface Wording {
  readonly text: string;
  /** Articles quoted in the text. */
  readonly citations: readonly StatuteId[];
  /** The parts of the text that are quotations of law, word for word. */
  readonly quotations: readonly string[];
  /** Every sum, day, name, room and link the slots put into the text. */
  readonly known: readonly string[];
  /** The version of an office's own wording; absent where the shipped one speaks. */
  readonly version?: string;
  /** The numbered choices at its end, apart from the words before them. */
  readonly choices?: { readonly head: string; readonly options: readonly string[] };
}
