import { isOlderThan } from '#domain/arrears.ts';
import { dateAt } from '#domain/zone.ts';
import type { HomeRule } from './gate-question.ts';

/** No estate may trust figures for longer, whatever it sets (policy: hard limit). */
export const STALE_HARD_DAYS = 7;

/** The arrears are too old: no amount is said, and a reminder says the amount. A live ledger is never old. */
export const staleLedger: HomeRule = ({ facts, purpose, now }) => {
  const { home, estate } = facts;
  if (!home || purpose === 'invite' || estate.policy.liveBilling) return null;
  const today = dateAt(now, estate.timezone);
  const days = Math.min(estate.policy.staleDays, STALE_HARD_DAYS);
  const stale = home.charges.some(({ asOf }) => isOlderThan(asOf, today, days));
  return stale ? { reason: 'stale-ledger', until: null } : null;
};
