import { type LocalDate, addDays } from '#domain/time.ts';
import { dateAt, instantAt } from '#domain/zone.ts';
import { contactWindow } from './contact-window.ts';
import type { GateRule } from './gate-question.ts';
import { isStatutoryHoliday } from './statutory-holiday.ts';

/** The next day that is no statutory holiday. */
function nextOpenDay(day: LocalDate): LocalDate {
  let open = addDays(day, 1);
  while (isStatutoryHoliday(open)) open = addDays(open, 1);
  return open;
}

/** Not on statutory holidays; no estate may set this aside. */
export const holiday: GateRule = ({ facts, now }) => {
  const { timezone, policy } = facts.estate;
  const today = dateAt(now, timezone);
  if (!isStatutoryHoliday(today)) return null;
  const until = instantAt(nextOpenDay(today), contactWindow(policy).from, timezone);
  return { reason: 'holiday', until };
};
