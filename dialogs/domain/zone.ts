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

/** What the wall clock of `zone` shows at `at`. @throws RangeError for an unknown zone. */
export function wallClock(at: Instant, zone: string): WallClock {
  const part = new Map(
    formatterOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const date = localDate(`${part.get('year')}-${part.get('month')}-${part.get('day')}`);
  return { date, minutes: Number(part.get('hour')) * 60 + Number(part.get('minute')) };
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
