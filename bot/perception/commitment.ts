import type { Fen } from '#domain/money.ts';
import type { LocalDate } from '#domain/time.ts';
import type { Understanding } from '#domain/understanding.ts';

/** What a text commits to, as far as its words go. */
export interface Commitment {
  readonly promise: { readonly due: LocalDate; readonly amount: Fen | null } | null;
  readonly amount: Fen | null;
  readonly instalments: number | null;
  /** Something was named that has to be read back before it counts. */
  readonly unsure: boolean;
}

/**
 * Reads the commitment out of what was understood. More than one sum, or a day that is not certain, is never settled
 * by a guess.
 * @param today the estate's day: a day that has passed is no promise.
 */
export function commitmentOf(
  { days, amounts, instalments, share }: Understanding,
  today: LocalDate,
): Commitment {
  const ahead = days.filter(({ due }) => due >= today);
  const day = ahead.at(-1);
  const sums = new Set(amounts);
  const amount = sums.size === 1 ? (amounts[0] ?? null) : null;
  const doubtful = sums.size > 1 || share !== null || days.length > ahead.length;
  return {
    promise: day ? { due: day.due, amount } : null,
    amount,
    instalments,
    unsure: doubtful || ahead.some(({ unsure }) => unsure),
  };
}
