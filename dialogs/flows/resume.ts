import { confusedTimes, speak } from './speak.ts';
import { type Flow, end } from './turn.ts';

/** The resident asks for reminders again. */
export const resume: Flow = {
  id: 'resume',
  steps: [(turn) => end([{ do: 'opt-in' }], confusedTimes(0), speak(turn, 'opt-in'))],
};
