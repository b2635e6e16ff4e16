import { addDays } from '#domain/time.ts';
import { dateAt, instantAt } from '#domain/zone.ts';
import { contactWindow } from './contact-window.ts';
import type { HomeRule } from './gate-question.ts';

/** A promise is not yet due: until the contact window of the day after it. */
export const promisePending: HomeRule = ({ facts, now }) => {
  const { timezone, policy } = facts.estate;
  const today = dateAt(now, timezone);
  const days = (facts.home?.promises ?? [])
    .filter(({ status, due }) => status === 'open' && due >= today)
    .map(({ due }) => due)
    .toSorted();
  const last = days.at(-1);
  if (last === undefined) return null;
  const until = instantAt(addDays(last, 1), contactWindow(policy).from, timezone);
  return { reason: 'promise-pending', until };
};
