import type { GateRule } from './gate-question.ts';

/** An agreed plan is being kept: only the note the day before an instalment goes out. */
export const planCurrent: GateRule = ({ facts, purpose }) =>
  facts.home?.plan?.status === 'agreed' && purpose !== 'instalment'
    ? { reason: 'plan-current', until: null }
    : null;
