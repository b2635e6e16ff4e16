import { type LocalDate, addMonths, localDate } from '#domain/time.ts';
import { type IsDayOff, rolled } from './day-off.ts';

/** Months of the period before and since the General Rules of the Civil Law (MFD-188, MFZZSX-2). */
const OLD_TERM = 24;
const TERM = 36;

/** The day on which three years took the place of two; what had run out by then stays so (MFZZSX-3). */
const THREE_YEARS_SINCE = localDate('2017-10-01');

/** The longest protection; neither suspended nor interrupted (MFD-188, ZZJS-35). */
const LONGEST = 240;

/** An obstacle matters in these last months, and time lasts at least as long after it (MFD-194). */
const OBSTACLE_MONTHS = 6;

/** Something that keeps the creditor from claiming; `end` is null while it lasts. */
export interface Obstacle {
  readonly date: LocalDate;
  readonly end: LocalDate | null;
}

/** Last day of the period that runs from the day after `base` (MFD-201, MFD-202). */
export function termEnd(base: LocalDate, isDayOff: IsDayOff): LocalDate {
  const old = rolled(addMonths(base, OLD_TERM), isDayOff);
  return old < THREE_YEARS_SINCE ? old : rolled(addMonths(base, TERM), isDayOff);
}

/** Last day of the longest protection of a debt due on `due`. */
export function longestEnd(due: LocalDate, isDayOff: IsDayOff): LocalDate {
  return rolled(addMonths(due, LONGEST), isDayOff);
}

/**
 * The last day once obstacles are counted in, never after the longest protection.
 * @param obstacles in the order in which they began.
 * @returns null while an obstacle of the last six months lasts.
 */
export function lastDay(
  base: LocalDate,
  longest: LocalDate,
  obstacles: readonly Obstacle[],
  isDayOff: IsDayOff,
): LocalDate | null {
  let expiry = earlier(termEnd(base, isDayOff), longest);
  for (const { date, end } of obstacles) {
    const touches = date <= expiry && (end === null || end > addMonths(expiry, -OBSTACLE_MONTHS));
    if (!touches || expiry === longest) continue;
    if (end === null) return null;
    const resumed = rolled(addMonths(end, OBSTACLE_MONTHS), isDayOff);
    expiry = earlier(resumed > expiry ? resumed : expiry, longest);
  }
  return expiry;
}

function earlier(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b;
}
