import type {
  LimitationEvent,
  LimitationPeriod,
  LimitationView,
  PeriodStanding,
} from '#domain/limitation.ts';
import type { LocalDate } from '#domain/time.ts';
import type { IsDayOff } from './day-off.ts';
import { dueByDemand, effectOf } from './history.ts';
import { periodStanding } from './period-standing.ts';

/** One debtor's periods under one contract, with all that happened to them. */
export interface LimitationCase {
  readonly view: LimitationView;
  /** The day of the question, in the estate's zone. */
  readonly asOf: LocalDate;
  readonly periods: readonly LimitationPeriod[];
  readonly events: readonly LimitationEvent[];
  readonly isDayOff: IsDayOff;
}

/**
 * Where each period stands on a day (research: limitation §7). Pure; the order of the history does not matter. The
 * result is for staff: limitation is a defence that the debtor may raise or not (MFD-193).
 */
export function limitationStandings(given: LimitationCase): PeriodStanding[] {
  const { view, asOf, periods, events, isDayOff } = given;
  const histories = periods.map(({ id, due }) => {
    const own = events.filter((event) => bearsOn(event, id, view));
    return { period: { id, due: due ?? dueByDemand(own, asOf) }, events: own };
  });
  const last = lastDue(histories.map(({ period }) => period));
  return histories.map(({ period, events }) => {
    const start = view === 'instalment' ? last : period.due;
    return periodStanding({ period, start, events, asOf, isDayOff });
  });
}

/** The last due day of all; null while a period is open-ended, because then the last one is not known (MFD-189). */
function lastDue(periods: readonly LimitationPeriod[]): LocalDate | null {
  let last: LocalDate | null = null;
  for (const { due } of periods) {
    if (due === null) return null;
    if (last === null || due > last) last = due;
  }
  return last;
}

/** One debt under the view of instalments; under the other, a payment that names no period is presumed for none. */
function bearsOn({ type, periods }: LimitationEvent, id: string, view: LimitationView): boolean {
  if (view === 'instalment') return true;
  return periods === undefined ? effectOf(type) !== 'payment' : periods.includes(id);
}
