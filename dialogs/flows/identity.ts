import { escalation } from './escalate.ts';
import { confusedTimes, speak } from './speak.ts';
import { type Flow, end, go } from './turn.ts';

/**
 * Somebody whose right to speak for a household is not proved, or who asks about another one: the same words whether
 * the room exists, owes, or neither. Who goes on writing is helped by a person.
 */
export const identity: Flow = {
  id: 'identity',
  steps: [
    (turn) => {
      const trigger = turn.slots['about'] === 'other-household' ? 'other-household' : 'identity';
      if (turn.memory.confused > 0) return go('escalate', escalation('identity', 'service'));
      return end(confusedTimes(1), speak(turn, trigger));
    },
  ],
};
