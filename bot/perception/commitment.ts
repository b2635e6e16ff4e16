import type { Label } from '#domain/label.ts';
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

/** Labels of words that commit to pay, or may do so beside what else they say. */
const COMMITS: readonly Label[] = ['promise', 'instalment_request'];
const MAY_COMMIT: readonly Label[] = ['busy_later', 'forgot', 'thanks_ok', 'hardship', 'other'];
/** From this confidence on, words about something else are about nothing else. */
const CLEAR = 0.75;

const NOTHING: Commitment = { promise: null, amount: null, instalments: null, unsure: false };

/**
 * Reads the commitment out of what was understood. More than one sum or day, and a sum said only roughly, are never
 * settled by a guess.
 * @param today the estate's day: a day that has passed is no promise.
 */
export function commitmentOf(understood: Understanding, today: LocalDate): Commitment {
  const { days, amounts, instalments, share, rough, also } = understood;
  const commits = [understood.label, ...also].some((label) => COMMITS.includes(label));
  const mayCommit = MAY_COMMIT.includes(understood.label) || understood.confidence < CLEAR;
  const ahead = days.filter(({ due }) => due >= today);
  const offersSum = amounts.length > 0 && ahead.length > 0;
  if (!commits && !mayCommit && !offersSum) return NOTHING;
  // Of several parts the first is what is promised now.
  const day = instalments === null ? ahead.at(-1) : ahead.at(0);
  const sums = new Set(amounts);
  const amount = amounts[0] ?? null;
  const vague = sums.size > 1 || rough || share !== null || days.length > ahead.length;
  const open = (commits || understood.label === 'busy_later') && day === undefined;
  const doubted = ahead.some(({ unsure }) => unsure) || (!commits && ahead.length > 0);
  return {
    promise: day ? { due: day.due, amount } : null,
    amount,
    instalments,
    unsure: vague || open || doubted,
  };
}
