import { offerPlan } from '#policy/plan-offer.ts';
import { accountView, sumAtHand } from './account.ts';
import { escalation } from './escalate.ts';
import { commitmentNeedsPerson } from './older.ts';
import { ask, planSlots } from './question.ts';
import { confusedTimes, speak } from './speak.ts';
import { type Effect, type Flow, type StepResult, type Turn, end, go } from './turn.ts';

/** A plan is asked for: what waits knows that it is not the first word on it. */
const ASKED = { asked: 1 } as const;

/** Offers what the estate's table allows; anything beyond is a manager's decision. */
function offer(turn: Turn, count: number): StepResult {
  const total = sumAtHand(turn);
  const parts = offerPlan(total, count, turn.facts.estate.policy, turn.today);
  if (!parts) return go('escalate', escalation('instalment-request', 'manager'));
  const propose: Effect = { do: 'propose-plan', total, parts };
  return ask(turn, 'plan:proposed', ASKED, planSlots({ parts, total }), [propose]);
}

/** Agrees to the plan on the table; one that no longer fits the books is offered anew first. */
function agree(turn: Turn): StepResult {
  const { plan, promises } = turn.facts.home ?? { plan: null, promises: [] };
  if (plan?.status !== 'proposed') return go('reply', {});
  const [first] = plan.parts;
  if (plan.total !== sumAtHand(turn) || !first || first.due <= turn.today) {
    return offer(turn, plan.parts.length);
  }
  const superseded = promises.some(({ status }) => status === 'open');
  return end(
    confusedTimes(0),
    superseded ? [{ do: 'cancel-promise' }] : [],
    [{ do: 'agree-plan', planId: plan.id }],
    speak(turn, 'plan:agreed', planSlots(plan)),
  );
}

/** Agrees a payment in parts: how many, the parts read back, yes or no; what is agreed stands in one message. */
export const plan: Flow = {
  id: 'plan',
  takes: ({ heard, facts }) => {
    if (!heard || heard.smallTalk) return false;
    const proposed = facts.home?.plan?.status === 'proposed';
    if (heard.answer !== null) return heard.answer === 'no' || proposed;
    return heard.instalments !== null || heard.label === 'hardship';
  },
  steps: [
    (turn) => {
      const withPerson = commitmentNeedsPerson(turn);
      if (withPerson) return withPerson;
      const { owing, stale } = accountView(turn);
      const { heard, facts, slots } = turn;
      const current = facts.home?.plan ?? null;
      if (!owing) return end(confusedTimes(0), speak(turn, 'promise:recorded'));
      if (stale) {
        return go(
          'escalate',
          escalation('instalment-request', 'manager', 'nothing', false, 'stale:plan'),
        );
      }
      // What was agreed in writing is changed by a person only.
      if (current?.status === 'agreed') {
        return go('escalate', escalation('instalment-request', 'manager'));
      }
      const count = heard?.instalments ?? null;
      if (count !== null) return offer(turn, count);
      const asked = slots['asked'] === 1;
      if (asked && heard?.answer === 'yes') return agree(turn);
      if (asked && heard?.answer === 'no') {
        const taken: Effect[] =
          current?.status === 'proposed' ? [{ do: 'cancel-plan', planId: current.id }] : [];
        return end(confusedTimes(0), taken, speak(turn, 'plan:declined'));
      }
      // Who says again how hard it is was not helped by the question: a person listens.
      if (asked && heard?.label === 'hardship') {
        return go('escalate', escalation('hardship', 'manager'));
      }
      return ask(turn, 'plan:ask-parts', ASKED);
    },
    (turn) => go('plan', turn.slots),
  ],
};
