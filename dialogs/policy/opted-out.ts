import type { GateRule } from './gate-question.ts';

/** The resident said stop, in any wording: kept until they ask again. */
export const optedOut: GateRule = ({ facts }) =>
  facts.contact.optedOut ? { reason: 'opted-out', until: null } : null;
