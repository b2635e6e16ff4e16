import { confusedTimes, speak } from './speak.ts';
import { type Flow, end } from './turn.ts';

/** The resident wants no more messages: honoured at once, said once. */
export const stop: Flow = {
  id: 'stop',
  steps: [(turn) => end([{ do: 'opt-out' }], confusedTimes(0), speak(turn, 'opt-out'))],
};
