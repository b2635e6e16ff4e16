import type { ChargeLimitation } from '#domain/limitation.ts';
import { type LocalDate, addDays, addMonths, daysBetween } from '#domain/time.ts';

/** How many days before a period runs out the office is told, the nearer first (policy: limitation). */
export const NOTICE_DAYS = [30, 90] as const;

/** That a period is about to run out. */
export interface LimitationNotice {
  readonly chargeId: string;
  readonly expiry: LocalDate;
  /** The nearest of {@link NOTICE_DAYS} that is reached. */
  readonly days: number;
}

/** The notice that is due for a charge; by whichever view ends sooner, since a court may follow either. */
export function noticeOf(limitation: ChargeLimitation, today: LocalDate): LimitationNotice | null {
  const [expiry] = expiriesOf(limitation)
    .filter((day) => day >= today)
    .toSorted();
  if (expiry === undefined) return null;
  const left = daysBetween(today, expiry);
  const days = NOTICE_DAYS.find((notice) => left <= notice);
  return days === undefined ? null : { chargeId: limitation.chargeId, expiry, days };
}

/** The last days of a charge under either view, where they can be named. */
export function expiriesOf({ expiry, other }: ChargeLimitation): LocalDate[] {
  return [expiry, other?.expiry ?? null].filter((day) => day !== null);
}

/** Weekends and holidays can put off a last day by this much, and short months by three more. */
const SLACK_DAYS = 20;

/** Charges due after this day are not yet near their end, whatever happened: no period is shorter than three years. */
export function watchedDue(today: LocalDate): LocalDate {
  return addDays(addMonths(addDays(today, Math.max(...NOTICE_DAYS)), -36), SLACK_DAYS);
}
