import type { HomeRule } from './gate-question.ts';

/** A dispute on these charges is open: until it was resolved with an answer. */
export const disputed: HomeRule = ({ facts }) =>
  (facts.home?.disputes.length ?? 0) > 0 ? { reason: 'disputed', until: null } : null;
