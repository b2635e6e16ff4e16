import type { Facts, HouseholdFacts } from '#domain/facts.ts';
import type { HandoffReason, Queue } from '#domain/handoff.ts';
import { demandable } from '#domain/demandable.ts';
import type { TaskKind } from '#domain/task.ts';
import { type Instant, addDays } from '#domain/time.ts';
import { dateAt, instantAt } from '#domain/zone.ts';
import { contactWindow } from './contact-window.ts';
import { planStanding } from './plan-standing.ts';

/** Who has to look at a household about which the bot may say nothing more. */
export type PersonNeeded =
  /** The matter itself is a person's: the conversation goes to a queue, without a word. */
  | {
      readonly how: 'hand-off';
      readonly reason: HandoffReason;
      readonly queue: Queue;
      /** The plan that was not kept, if that is why. */
      readonly brokenPlan: string | null;
    }
  /** A colleague should see to it; who writes is still answered by the bot. */
  | { readonly how: 'task'; readonly kind: TaskKind; readonly queue: Queue };

/** Whether everything about a household rests until a person says otherwise. */
export function isResting({ withStaff, disputes, household }: HouseholdFacts): boolean {
  return withStaff || disputes.length > 0 || household.vulnerable || household.suspended;
}

/**
 * Whether a reminder that may not go out leaves a matter nobody looks at: a part of a plan that did not come, a claim of
 * payment whose check took too long, a wave of reminders that stayed without an answer (policy: hand-over, caps).
 */
export function personNeeded(
  { home, estate, ownership }: Facts,
  now: Instant,
  waveStart: Instant | null,
): PersonNeeded | null {
  // Whoever holds the owner's conversation, about whichever of their homes, is not interrupted.
  if (!home || ownership.owner !== 'bot' || isResting(home)) return null;
  const today = dateAt(now, estate.timezone);
  if (home.claim) {
    if (home.claim.until > now) return null;
    return { how: 'hand-off', reason: 'paid-claim', queue: 'finance', brokenPlan: null };
  }
  if (home.plan?.status === 'agreed') {
    const { missed } = planStanding(home.plan, demandable(home), estate.policy, today);
    if (!missed) return null;
    const brokenPlan = home.plan.id;
    return { how: 'hand-off', reason: 'instalment-request', queue: 'manager', brokenPlan };
  }
  const wave = home.touches.filter(({ at }) => waveStart === null || at >= waveStart);
  if (demandable(home).length === 0 || wave.length < estate.policy.perWave) return null;
  return { how: 'task', kind: 'no-answer', queue: 'service' };
}

/**
 * When it has to be looked whether a person is needed, beside any reminder: when the time of a claim is over, and the
 * morning after each part of an agreed plan. Null where nothing runs, or a person has it already. What is due while a
 * colleague holds the conversation about something else is looked at again every morning.
 */
export function nextLookAt(facts: Facts, now: Instant): Instant | null {
  const { estate, ownership } = facts;
  const { timezone, policy } = estate;
  const at = dueLook(facts, now);
  if (at === null || at > now || ownership.owner === 'bot') return at;
  return instantAt(addDays(dateAt(now, timezone), 1), contactWindow(policy).from, timezone);
}

function dueLook({ home, estate }: Facts, now: Instant): Instant | null {
  if (!home || isResting(home)) return null;
  if (home.claim) return home.claim.until;
  if (home.plan?.status !== 'agreed') return null;
  const { timezone, policy } = estate;
  const today = dateAt(now, timezone);
  const [part] = planStanding(home.plan, demandable(home), policy, today).open;
  return part ? instantAt(addDays(part.due, 1), contactWindow(policy).from, timezone) : null;
}
