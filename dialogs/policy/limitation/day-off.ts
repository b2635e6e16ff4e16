import { type LocalDate, addDays, weekday } from '#domain/time.ts';
import { isWorkingDay } from '../statutory-holiday.ts';

/** Whether a day is free for the purposes of MFD-203. */
export type IsDayOff = (day: LocalDate) => boolean;

/** Days off and worked weekends as a history gives them. */
export interface GivenHolidays {
  readonly off: readonly LocalDate[];
  readonly work: readonly LocalDate[];
}

const SATURDAY = 6;

/** The days off a history names, and every weekend that it does not name as worked. */
export function givenDaysOff({ off, work }: GivenHolidays): IsDayOff {
  const free = new Set(off);
  const worked = new Set(work);
  return (day) => free.has(day) || (weekday(day) >= SATURDAY && !worked.has(day));
}

/** The State Council's calendar; years it has not published keep the days fixed by law. */
export const stateDaysOff: IsDayOff = (day) => !isWorkingDay(day);

/** The day itself, or the first working day after it: a last day that is free moves on (MFD-203). */
export function rolled(day: LocalDate, isDayOff: IsDayOff): LocalDate {
  let last = day;
  while (isDayOff(last)) last = addDays(last, 1);
  return last;
}
