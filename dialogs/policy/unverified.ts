import { mayHearFacts } from '#domain/household.ts';
import type { GateRule } from './gate-question.ts';

/**
 * The contact is not verified for this household. An unknown contact may get one invitation to verify; a known tenant
 * or relative gets nothing.
 */
export const unverified: GateRule = ({ facts, purpose }) => {
  const { binding, home } = facts;
  if (mayHearFacts(binding ?? undefined) && home && !home.household.suspended) return null;
  const unknown = binding === null || binding.role === 'unknown' || binding.role === 'owner';
  if (purpose === 'invite' && unknown) return null;
  return { reason: 'unverified', until: null };
};
