import { type LocalDate, addDays } from '#domain/time.ts';
import { isWorkingDay } from './statutory-holiday.ts';

/** By which day a person answers what was handed over: the next day on which the office works. */
export function answerBy(today: LocalDate): LocalDate {
  let day = addDays(today, 1);
  while (!isWorkingDay(day)) day = addDays(day, 1);
  return day;
}
