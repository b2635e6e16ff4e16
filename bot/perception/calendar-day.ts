import {
  type LocalDate,
  addDays,
  dayNumber,
  daysBetween,
  isLocalDate,
  localDate,
  weekday,
} from '#domain/time.ts';

/** A month written `month` that lies further back than this is meant as next year's. */
const LONG_PAST_DAYS = 90;

export interface YearMonth {
  readonly year: number;
  readonly month: number;
}

/** The month of a day, `ahead` months later. */
export function monthOf(day: LocalDate, ahead = 0): YearMonth {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + ahead;
  return { year: Math.floor(index / 12), month: (index % 12) + 1 };
}

/** The calendar day, or null where there is none. */
export function dayOf({ year, month }: YearMonth, day: number): LocalDate | null {
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isLocalDate(text) ? text : null;
}

/** The last day of a month. */
export function lastOf(month: YearMonth): LocalDate {
  const next =
    month.month === 12 ? { year: month.year + 1, month: 1 } : { ...month, month: month.month + 1 };
  return addDays(localDate(`${next.year}-${String(next.month).padStart(2, '0')}-01`), -1);
}

/** The same day some months later, or the last of a shorter month. */
export function monthsLater(today: LocalDate, months: number): LocalDate {
  const month = monthOf(today, months);
  return dayOf(month, Number(today.slice(8))) ?? lastOf(month);
}

/** The next day with this number, today included; months without it are passed over. */
export function nextDayNumbered(today: LocalDate, day: number): LocalDate | null {
  for (let ahead = 0; ahead < 3; ahead += 1) {
    const found = dayOf(monthOf(today, ahead), day);
    if (found && found >= today) return found;
  }
  return null;
}

/** A month by its number: this year's, or next year's when this year's is long past. */
export function monthNumbered(today: LocalDate, month: number): YearMonth | null {
  if (month < 1 || month > 12) return null;
  const year = Number(today.slice(0, 4));
  const long = daysBetween(lastOf({ year, month }), today) > LONG_PAST_DAYS;
  return { year: long ? year + 1 : year, month };
}

/** A day of the week, 1 = Monday, in the week that begins `weeks` after this one. */
export function inWeek(today: LocalDate, weeks: number, day: number): LocalDate {
  return addDays(today, weeks * 7 + day - weekday(today));
}

/** The next such day of the week; today is not it. */
export function nextWeekday(today: LocalDate, day: number): LocalDate {
  return addDays(today, ((day - weekday(today) + 6) % 7) + 1);
}

/** The first of the days, one a year, that is not before `today`. */
export function nextYearly(
  today: LocalDate,
  dayIn: (year: number) => LocalDate | null,
): LocalDate | null {
  const year = Number(today.slice(0, 4));
  for (const one of [year, year + 1]) {
    const day = dayIn(one);
    if (day && dayNumber(day) >= dayNumber(today)) return day;
  }
  return null;
}
