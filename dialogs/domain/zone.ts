import { type Instant, type LocalDate, MINUTE_MS, instant, localDate } from './time.ts';

/** The wall clock of a zone at a moment. */
export interface WallClock {
  readonly date: LocalDate;
  /** Minutes since local midnight, 0–1439. */
  readonly minutes: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formatters.set(zone, made);
  return made;
}

/** Whether the runtime knows this IANA zone name. */
export function isZone(name: string): boolean {
  try {
    formatterOf(name);
    return true;
  } catch {
    return false;
  }
}

/** Offsets change at most at quarters of an hour, so one reading of the zone serves a whole quarter. */
const QUARTER_MS = 15 * MINUTE_MS;
const MOST_QUARTERS = 5000;
const offsets = new Map<string, number>();

/** Minutes by which the zone's clock is ahead of UTC. */
function offsetAt(at: Instant, zone: string): number {
  const key = `${zone} ${Math.floor(at / QUARTER_MS)}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const part = new Map(
    formatterOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const day = `${part.get('year')}-${part.get('month')}-${part.get('day')}`;
  const shown = Date.parse(`${day}T${part.get('hour')}:${part.get('minute')}:00Z`);
  const offset = Math.round((shown - Math.floor(at / MINUTE_MS) * MINUTE_MS) / MINUTE_MS);
  if (offsets.size >= MOST_QUARTERS) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

/** What the wall clock of `zone` shows at `at`. @throws RangeError for an unknown zone. */
export function wallClock(at: Instant, zone: string): WallClock {
  const shown = new Date(at + offsetAt(at, zone) * MINUTE_MS);
  return {
    date: localDate(shown.toISOString().slice(0, 10)),
    minutes: shown.getUTCHours() * 60 + shown.getUTCMinutes(),
  };
}

/** The calendar day of `zone` at `at`. */
export function dateAt(at: Instant, zone: string): LocalDate {
  return wallClock(at, zone).date;
}

/**
 * The moment at which the wall clock of `zone` shows `date` and `minutes`.
 * Where daylight saving skips that time, the moment as far after the gap.
 */
export function instantAt(date: LocalDate, minutes: number, zone: string): Instant {
  const target = Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE_MS;
  let guess = target;
  for (let round = 0; round < 2; round += 1) {
    const shown = wallClock(instant(guess), zone);
    const shownMs = Date.parse(`${shown.date}T00:00:00Z`) + shown.minutes * MINUTE_MS;
    guess += target - shownMs;
  }
  return instant(guess);
}
