import { type Fen, fen, shareOf } from '#domain/money.ts';
import type { LocalDate } from '#domain/time.ts';
import { accountView, sumAtHand } from './account.ts';
import type { Turn } from './turn.ts';

/** What a resident says they will pay, as far as their words go. */
export interface NamedPayment {
  readonly due: LocalDate | null;
  /** Null means all that is due. */
  readonly amount: Fen | null;
  /** The sum was reckoned from a share of the debt: it is read back before it counts. */
  readonly isShare: boolean;
  /** Something has to be read back before it counts. */
  readonly unsure: boolean;
}

/**
 * Reads day and sum. The last one named counts, because people correct themselves within one message; several days
 * with several sums are a series, whose first is read back. A sum kept from the question before stays where none is named.
 */
export function namedPayment(turn: Turn): NamedPayment {
  const { heard, slots } = turn;
  const days = heard?.days ?? [];
  const sums = [...new Set(heard?.amounts ?? [])];
  const total = sumAtHand(turn);
  const series = sums.length > 1 && heard?.corrects !== true;
  const day = series ? days[0] : days.at(-1);
  const said = series ? sums[0] : sums.at(-1);
  const share = heard?.share ?? null;
  const kept = slots['amount'];
  // Of figures that are too old no share is reckoned: the day alone is taken down.
  const reckoned = share !== null && said === undefined && !accountView(turn).stale;
  const part = reckoned && share ? shareOf(total, share) : said;
  const whole = part !== undefined && (part <= 0 || part >= total);
  const amount = part ?? (typeof kept === 'number' ? fen(kept) : null);
  return {
    due: day?.due ?? null,
    amount: whole ? null : amount,
    isShare: reckoned && !whole,
    unsure: series || day?.unsure === true,
  };
}
