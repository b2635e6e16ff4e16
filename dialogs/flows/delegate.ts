import { SCOPES, type Scope } from '#domain/identity.ts';
import { DAY_MS } from '#domain/time.ts';
import { identityOf } from './heard-identity.ts';
import { confusedTimes, speak } from './speak.ts';
import { type Flow, type StepResult, type Turn, end, wait } from './turn.ts';

/** The scope that was named, or chosen by its number. */
function scopeOf({ heard }: Turn): Scope | undefined {
  const chosen = heard?.choice;
  return heard?.identity.scope ?? (chosen ? SCOPES[chosen - 1] : undefined);
}

function askScope(turn: Turn): StepResult {
  return wait({}, confusedTimes(0), speak(turn, 'delegate:scope'), [
    { do: 'remember', memory: { menu: { routes: SCOPES, expiresAt: turn.now + DAY_MS } } },
  ]);
}

function offer(turn: Turn): StepResult {
  const scope = scopeOf(turn);
  if (scope === undefined) return askScope(turn);
  return end(confusedTimes(0), [{ do: 'offer-delegation', scope }]);
}

/** The owner lets somebody else pay, see or speak, agrees to who came with the code, lists and ends it. */
export const delegate: Flow = {
  id: 'delegate',
  takes: (turn) => scopeOf(turn) !== undefined,
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
