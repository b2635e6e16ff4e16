/** A moment: milliseconds since the epoch. */
export type Instant = number & { readonly __unit: 'instant' };

/** A calendar day in the estate's zone, as `2026-03-09`. */
export type LocalDate = string & { readonly __unit: 'local-date' };

/** Length of a day in milliseconds, for spans that are not tied to a calendar. */
export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;

const DATE = /^\d{4}-\d{2}-\d{2}$/u;

function isInstant(value: number): value is Instant {
  return Number.isSafeInteger(value);
}

/** Brands milliseconds since the epoch. @throws RangeError when not a whole number. */
export function instant(value: number): Instant {
  if (!isInstant(value)) throw new RangeError(`${value} is not a moment in whole milliseconds`);
  return value;
}

/** The moment `ms` milliseconds after `at`. */
export function later(at: Instant, ms: number): Instant {
  return instant(at + ms);
}

/** Whether the text is an existing calendar day written `YYYY-MM-DD`. */
export function isLocalDate(text: string): text is LocalDate {
  if (!DATE.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** Reads `YYYY-MM-DD`. @throws RangeError when there is no such day. */
export function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new RangeError(`${text} is not a day written YYYY-MM-DD`);
  return text;
}

/** Days since 1970-01-01 of a calendar day. */
export function dayNumber(date: LocalDate): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
}

/** The day `days` after `date`; negative counts back. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return localDate(new Date((dayNumber(date) + days) * DAY_MS).toISOString().slice(0, 10));
}

/** The same day `months` later, or the last day of a shorter month (MFD-202); negative counts back. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const target = new Date(Date.UTC(year, month - 1 + months, Math.min(day, last)));
  return localDate(target.toISOString().slice(0, 10));
}

/** Whole days from `from` to `to`; positive when `to` is later. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** Day of the week, 1 = Monday … 7 = Sunday. */
export function weekday(date: LocalDate): number {
  return ((dayNumber(date) + 3) % 7) + 1;
}
