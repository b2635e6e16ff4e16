import { sayAgain } from './question.ts';
import { canSpeak, confusedTimes, speak } from './speak.ts';
import { type Effect, type Flow, type StepResult, type Turn, end } from './turn.ts';

/** Triggers whose values are gone with their moment, so that they cannot be said once more. */
const ONCE = /^(?:handoff|older|stale|bill):/u;

/** What is taken back: what the waiting dialog was about, or the arrangement that stands. */
function takenBack(turn: Turn): StepResult {
  const { plan, promises } = turn.facts.home ?? { plan: null, promises: [] };
  const { question } = turn.memory;
  const inPlan = question?.asks.startsWith('plan:') === true;
  if (plan?.status === 'proposed' && (inPlan || question === null)) {
    const cancel: Effect = { do: 'cancel-plan', planId: plan.id };
    return end(confusedTimes(0), [cancel], speak(turn, 'plan:declined'));
  }
  if (!inPlan && promises.some(({ status }) => status === 'open')) {
    return end(confusedTimes(0), [{ do: 'cancel-promise' }], speak(turn, 'promise:cancelled'));
  }
  return end(confusedTimes(0), speak(turn, question === null ? 'cancel:none' : 'cancel:question'));
}

/** Sets the conversation right where no question has to come again: cancel, skip, repeat, why. */
export const repair: Flow = {
  id: 'repair',
  steps: [
    (turn) => {
      switch (turn.heard?.repair ?? null) {
        case 'cancel':
          return takenBack(turn);
        case 'repeat': {
          const last = turn.memory.lastTrigger;
          const again = last !== null && !ONCE.test(last) && canSpeak(turn, last);
          return end(again ? sayAgain(turn, last) : speak(turn, 'repeat:none'));
        }
        case 'why':
          return end(confusedTimes(0), speak(turn, 'why'));
        case 'skip':
        case null:
          return end(confusedTimes(0), speak(turn, 'skip'));
      }
    },
  ],
};
