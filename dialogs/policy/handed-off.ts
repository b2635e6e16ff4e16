import type { GateRule } from './gate-question.ts';

/** A conversation of this household is with staff: until they hand back. */
export const handedOff: GateRule = ({ facts }) =>
  facts.ownership.owner !== 'bot' || facts.home?.withStaff === true
    ? { reason: 'handed-off', until: null }
    : null;
