import type { GateRule } from './gate-question.ts';
import { rightsOf } from './identity/rights.ts';

/**
 * The contact is not verified for this household. An unknown contact may get one invitation to verify; a known tenant
 * or relative gets nothing, and nobody does where the room itself is in doubt.
 */
export const unverified: GateRule = ({ facts, purpose }) => {
  const { binding, home } = facts;
  if (home?.household.suspended === true) return { reason: 'unverified', until: null };
  if (rightsOf(binding).reminded && home) return null;
  const stranger = binding === null || binding.role === 'unknown' || binding.role === 'owner';
  const invited = facts.heard.some(({ script }) => isInvitation(script));
  if (purpose === 'invite' && stranger && !invited) return null;
  return { reason: 'unverified', until: null };
};

/** Scripts that ask a contact to verify are named for it in every category. */
function isInvitation(script: string): boolean {
  const name = script.slice(script.indexOf('/') + 1);
  return name === 'invite' || name.startsWith('invite-');
}
