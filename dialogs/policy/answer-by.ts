import { type LocalDate, addDays, weekday } from '#domain/time.ts';

/** By which day a person answers what was handed over: the next working day of the week. */
export function answerBy(today: LocalDate): LocalDate {
  const next = addDays(today, 1);
  const saturday = 6;
  const ahead = weekday(next) >= saturday ? 8 - weekday(next) : 0;
  return addDays(next, ahead);
}
