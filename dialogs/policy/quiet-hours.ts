import { addDays } from '#domain/time.ts';
import { instantAt, wallClock } from '#domain/zone.ts';
import { contactWindow } from './contact-window.ts';
import type { GateRule } from './gate-question.ts';

/** Only inside the contact window of the estate's own clock. */
export const quietHours: GateRule = ({ facts, now }) => {
  const { timezone, policy } = facts.estate;
  const { date, minutes } = wallClock(now, timezone);
  const { from, to } = contactWindow(policy);
  if (minutes >= from && minutes < to) return null;
  const day = minutes < from ? date : addDays(date, 1);
  return { reason: 'quiet-hours', until: instantAt(day, from, timezone) };
};
