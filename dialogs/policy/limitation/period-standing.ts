import type {
  LimitationEvent,
  LimitationPeriod,
  LimitationStatus,
  PeriodStanding,
} from '#domain/limitation.ts';
import type { LocalDate } from '#domain/time.ts';
import type { IsDayOff } from './day-off.ts';
import { effectOf, inOrder, isProved, obstaclesOf } from './history.ts';
import { lastDay, longestEnd } from './term.ts';

/** What the standing of one period follows from. */
export interface PeriodCase {
  readonly period: LimitationPeriod;
  /** Day after which time runs: the period's own due day, or the last one of the contract; null where none is known. */
  readonly start: LocalDate | null;
  /** The facts that bear on this period, in any order. */
  readonly events: readonly LimitationEvent[];
  readonly asOf: LocalDate;
  readonly isDayOff: IsDayOff;
}

/** Where time stands between two facts. */
interface Clock {
  readonly base: LocalDate;
  readonly expiry: LocalDate | null;
  /** A proceeding lasts. */
  readonly pending: boolean;
  readonly revived: boolean;
  readonly contested: boolean;
  readonly interruptedBy: PeriodStanding['interruptedBy'];
}

/** Counts one period through its history (research: limitation §7, steps 3 to 7). */
export function periodStanding(given: PeriodCase): PeriodStanding {
  const { period, start, asOf, isDayOff } = given;
  if (start === null) {
    const unknown = { expiry: null, status: 'not-started', interruptedBy: [] } as const;
    return { period: period.id, ...unknown, contested: false };
  }
  const known = given.events.filter(({ date }) => date <= asOf);
  const obstacles = obstaclesOf(known, asOf);
  const longest = longestEnd(period.due ?? start, isDayOff);
  const expiryOf = (base: LocalDate) => lastDay(base, longest, obstacles, isDayOff);
  let clock: Clock = {
    base: start,
    expiry: expiryOf(start),
    pending: false,
    revived: false,
    contested: false,
    interruptedBy: [],
  };
  for (const event of inOrder(known)) {
    // Time that has not begun cannot be interrupted.
    if (event.date > start && isProved(event)) clock = after(clock, event, asOf, expiryOf);
  }
  const { expiry, interruptedBy, contested } = clock;
  return {
    period: period.id,
    expiry: clock.pending ? null : expiry,
    status: statusOf(clock, start, asOf),
    interruptedBy,
    contested,
  };
}

function after(
  clock: Clock,
  event: LimitationEvent,
  asOf: LocalDate,
  expiryOf: (base: LocalDate) => LocalDate | null,
): Clock {
  const { date, type, end, newDue } = event;
  const over = !clock.pending && clock.expiry !== null && date > clock.expiry;
  const runsFrom = (base: LocalDate, change: Partial<Clock> = {}): Clock => {
    // A later fact never brings an agreed later day, or the end of a proceeding, forward.
    const later = base > clock.base ? base : clock.base;
    const interruptedBy = [...clock.interruptedBy, { date, type }];
    return { ...clock, base: later, expiry: expiryOf(later), interruptedBy, ...change };
  };
  switch (effectOf(type)) {
    case 'demand':
    case 'public-notice':
      return over ? clock : runsFrom(date);
    case 'payment':
      return over ? { ...clock, contested: true } : runsFrom(date);
    case 'agreement':
      return runsFrom(newDue ?? date, { revived: clock.revived || over });
    case 'proceeding':
      if (over) return clock;
      return end === undefined || end > asOf ? runsFrom(date, { pending: true }) : runsFrom(end);
    case 'obstacle':
    case 'none':
      return clock;
  }
}

function statusOf(
  { expiry, pending, revived }: Clock,
  start: LocalDate,
  asOf: LocalDate,
): LimitationStatus {
  if (asOf <= start) return 'not-started';
  if (!pending && expiry !== null && asOf > expiry) return 'expired';
  return revived ? 'revived' : 'running';
}
