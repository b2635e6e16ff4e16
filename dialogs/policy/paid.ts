import { dueBy } from '#domain/arrears.ts';
import { addDays } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import type { HomeRule } from './gate-question.ts';

/** Nothing is outstanding, or a payment is claimed and being checked; after the check is overdue, a person looks. */
export const paid: HomeRule = ({ facts, purpose, now }) => {
  const { home, estate } = facts;
  if (!home || purpose === 'invite') return null;
  if (home.claim)
    return { reason: 'paid', until: home.claim.until > now ? home.claim.until : null };
  const today = dateAt(now, estate.timezone);
  const horizon = purpose === 'pre-due' ? addDays(today, estate.policy.preDueDays) : today;
  return dueBy(home.charges, horizon).length > 0 ? null : { reason: 'paid', until: null };
};
