import type { Estate } from '#domain/estate.ts';
import { type Instant, type LocalDate, MINUTE_MS, addDays, instant } from '#domain/time.ts';
import { dateAt, instantAt } from '#domain/zone.ts';
import { isWorkingDay } from './statutory-holiday.ts';

type Office = Pick<Estate, 'timezone' | 'policy'>;

/** No span of waiting is looked at for longer: beyond it, it is overdue whatever the hours. */
const MOST_DAYS = 120;

/** The office hours of a day, or undefined where it is closed all day. */
function hoursOf(
  { timezone, policy }: Office,
  day: LocalDate,
): { readonly from: Instant; readonly to: Instant } | undefined {
  if (policy.officeDays === 'working-days' && !isWorkingDay(day)) return undefined;
  return {
    from: instantAt(day, policy.officeFrom, timezone),
    to: instantAt(day, policy.officeTo, timezone),
  };
}

/** How many whole minutes of office hours lie between two moments: what a resident waited, nights and days off left out. */
export function officeMinutes(office: Office, from: Instant, to: Instant): number {
  let open = 0;
  let day = dateAt(from, office.timezone);
  const last = dateAt(to, office.timezone);
  for (let n = 0; n < MOST_DAYS && day <= last; n += 1, day = addDays(day, 1)) {
    const hours = hoursOf(office, day);
    if (hours) open += Math.max(0, Math.min(hours.to, to) - Math.max(hours.from, from));
  }
  return Math.floor(open / MINUTE_MS);
}

/** The moment at which so many minutes of office hours have passed since `from`. */
export function officeLater(office: Office, from: Instant, minutes: number): Instant {
  let left = minutes * MINUTE_MS;
  let day = dateAt(from, office.timezone);
  for (let n = 0; n < MOST_DAYS; n += 1, day = addDays(day, 1)) {
    const hours = hoursOf(office, day);
    if (!hours) continue;
    const begin = Math.max(hours.from, from);
    if (begin + left <= hours.to) return instant(begin + left);
    left -= Math.max(0, hours.to - begin);
  }
  return instantAt(day, office.policy.officeFrom, office.timezone);
}
