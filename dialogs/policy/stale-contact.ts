import type { GateRule } from './gate-question.ts';

/** The contact was met under an earlier login: until they write again. */
export const staleContact: GateRule = ({ facts }) =>
  facts.channel?.staleContact === true ? { reason: 'stale-contact', until: null } : null;
