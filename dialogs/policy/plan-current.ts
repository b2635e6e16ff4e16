import { demandable } from '#domain/demandable.ts';
import { addDays } from '#domain/time.ts';
import { dateAt, instantAt } from '#domain/zone.ts';
import { contactWindow } from './contact-window.ts';
import type { HomeRule } from './gate-question.ts';
import { planStanding } from './plan-standing.ts';

/** An agreed plan is being kept: only the note the day before an instalment goes out, on that day. */
export const planCurrent: HomeRule = ({ facts, purpose, now }) => {
  const plan = facts.home?.plan;
  if (plan?.status !== 'agreed') {
    return purpose === 'instalment' ? { reason: 'plan-current', until: null } : null;
  }
  if (purpose !== 'instalment') return { reason: 'plan-current', until: null };
  const { timezone, policy } = facts.estate;
  const today = dateAt(now, timezone);
  const tomorrow = addDays(today, 1);
  const { open } = planStanding(plan, facts.home ? demandable(facts.home) : [], policy, today);
  const next = open.find(({ due }) => due >= tomorrow);
  if (next?.due === tomorrow) return null;
  const until = next && instantAt(addDays(next.due, -1), contactWindow(policy).from, timezone);
  return { reason: 'plan-current', until: until ?? null };
};
