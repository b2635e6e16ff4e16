import { dueBy } from '#domain/arrears.ts';
import { demandable } from '#domain/demandable.ts';
import { addDays } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import type { GateRule } from './gate-question.ts';

/** All that is due has run out of time: nobody is reminded of that, a person looks (MFD-192). */
export const runOutOfTime: GateRule = ({ facts, purpose, now }) => {
  const { home, estate } = facts;
  if (!home || purpose === 'invite') return null;
  const today = dateAt(now, estate.timezone);
  const horizon = purpose === 'pre-due' ? addDays(today, estate.policy.preDueDays) : today;
  const due = dueBy(home.charges, horizon).length > 0;
  const live = dueBy(demandable(home), horizon).length > 0;
  return due && !live ? { reason: 'limitation', until: null } : null;
};
