import { HOUR_MS, later } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import type { GateRule } from './gate-question.ts';

/**
 * The channel was deaf: "I paid" or "stop" may have been said into it. Reminders rest until the figures are of a later
 * day, a person has let go, or the rest is over.
 */
export const channelGap: GateRule = ({ facts, now }) => {
  const deafUntil = facts.channel?.deafUntil ?? null;
  if (deafUntil === null) return null;
  const { timezone, policy } = facts.estate;
  const day = dateAt(deafUntil, timezone);
  // A live ledger is always of today; that says nothing of what a resident told us.
  const reread =
    !policy.liveBilling && facts.home?.charges.every(({ asOf }) => asOf > day) === true;
  const until = later(deafUntil, policy.deafHours * HOUR_MS);
  return reread || now >= until ? null : { reason: 'channel-gap', until };
};
