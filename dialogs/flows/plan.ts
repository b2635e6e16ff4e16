import { offerPlan } from '#policy/plan-offer.ts';
import { sumAtHand } from './account.ts';
import { escalation } from './escalate.ts';
import { commitmentNeedsPerson } from './older.ts';
import { confusedTimes, speak } from './speak.ts';
import { type Flow, type StepResult, type Turn, end, go, wait } from './turn.ts';

/** Offers what the estate's table allows; anything beyond is a manager's decision. */
function offer(turn: Turn, parts: number): StepResult {
  const total = sumAtHand(turn);
  const offered = offerPlan(total, parts, turn.facts.estate.policy, turn.today);
  if (!offered) return go('escalate', escalation('instalment-request', 'manager'));
  return wait(
    {},
    confusedTimes(0),
    [{ do: 'propose-plan', total, parts: offered }],
    [
      ...speak(turn, 'plan:proposed', {
        parts: { kind: 'parts', value: offered },
        count: { kind: 'count', value: parts },
        total: { kind: 'sum', value: total },
      }),
    ],
  );
}

/** Agrees a payment in parts: how many, the parts read back, yes or no. */
export const plan: Flow = {
  id: 'plan',
  steps: [
    (turn) => {
      const withPerson = commitmentNeedsPerson(turn);
      if (withPerson) return withPerson;
      const parts = turn.heard?.instalments ?? null;
      if (parts !== null) return offer(turn, parts);
      return wait({}, confusedTimes(0), speak(turn, 'plan:ask-parts'));
    },
    (turn) => answer(turn),
    (turn) => answer(turn),
    (turn) => answer(turn),
  ],
};

function answer(turn: Turn): StepResult {
  const withPerson = commitmentNeedsPerson(turn);
  if (withPerson) return withPerson;
  const heard = turn.heard;
  const proposed = turn.facts.home?.plan;
  const asked = heard?.instalments ?? (proposed ? null : (heard?.choice ?? null));
  if (asked !== null) return offer(turn, asked);
  if (proposed?.status === 'proposed' && heard?.answer === 'yes') {
    return end(
      [{ do: 'agree-plan', planId: proposed.id }],
      speak(turn, 'plan:agreed', {
        parts: { kind: 'parts', value: proposed.parts },
        count: { kind: 'count', value: proposed.parts.length },
        total: { kind: 'sum', value: proposed.total },
      }),
    );
  }
  if (proposed?.status === 'proposed' && heard?.answer === 'no') {
    return end([{ do: 'cancel-plan', planId: proposed.id }], speak(turn, 'plan:declined'));
  }
  return go('reply', {});
}
