import type { HandoffReason } from '#domain/handoff.ts';
import type { Fen } from '#domain/money.ts';
import type { LocalDate } from '#domain/time.ts';

/** Something the books say of a household, for the summary a colleague reads before taking over. */
export type Recorded =
  | { readonly kind: 'open'; readonly sum: Fen }
  | { readonly kind: 'promise'; readonly due: LocalDate; readonly sum: Fen | null }
  | { readonly kind: 'claim' }
  | { readonly kind: 'plan'; readonly parts: number; readonly sum: Fen }
  | { readonly kind: 'dispute'; readonly cause: HandoffReason };
