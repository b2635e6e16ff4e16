import { confusedTimes, speak } from './speak.ts';
import { type Flow, end } from './turn.ts';

/** The resident wants to be reminded again: the way back from a stop is as short as the way there. */
export const resume: Flow = {
  id: 'resume',
  steps: [
    (turn) =>
      end(
        turn.facts.contact.optedOut ? [{ do: 'opt-in' }] : [],
        confusedTimes(0),
        speak(turn, 'opt-in'),
      ),
  ],
};
