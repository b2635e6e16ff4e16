import { identityOf } from './heard-identity.ts';
import { confusedTimes, speak } from './speak.ts';
import { type Flow, type StepResult, type Turn, end, wait } from './turn.ts';

function offer(turn: Turn): StepResult {
  const { scope } = identityOf(turn);
  if (scope === null) return wait({}, confusedTimes(0), speak(turn, 'delegate:scope'));
  return end(confusedTimes(0), [{ do: 'offer-delegation', scope }]);
}

/** The owner lets somebody else pay, see or speak, agrees to who came with the code, lists and ends it. */
export const delegate: Flow = {
  id: 'delegate',
  takes: (turn) => identityOf(turn).scope !== null,
  steps: [
    (turn) => {
      const text = turn.event.type === 'said' ? turn.event.text : '';
      switch (identityOf(turn).wish) {
        case 'agree':
          return end(confusedTimes(0), [{ do: 'answer-delegation', agreed: true }]);
        case 'disagree':
          return end(confusedTimes(0), [{ do: 'answer-delegation', agreed: false }]);
        case 'delegates':
          return end(confusedTimes(0), [{ do: 'list-delegates' }]);
        case 'end-delegate':
          return end(confusedTimes(0), [{ do: 'end-delegates', words: text }]);
        case 'end-delegates':
          return end(confusedTimes(0), [{ do: 'end-delegates', words: null }]);
        default:
          return offer(turn);
      }
    },
    offer,
  ],
};
