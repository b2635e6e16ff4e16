import { confusedTimes, speak } from './speak.ts';
import { type Flow, end } from './turn.ts';

/** The resident takes their consent back: the tie ends at once, and it is said how to come back. */
export const unbind: Flow = {
  id: 'unbind',
  steps: [
    (turn) =>
      end(
        [
          { do: 'unbind', why: 'asked' },
          { do: 'remember', memory: { category: null, menu: null, home: null } },
        ],
        confusedTimes(0),
        speak(turn, 'identity:unbound'),
      ),
  ],
};
