import type { HomeRule } from './gate-question.ts';

/** A sign that a person is needed: until staff release it. */
export const vulnerable: HomeRule = ({ facts }) =>
  facts.home?.household.vulnerable === true ? { reason: 'vulnerable', until: null } : null;
