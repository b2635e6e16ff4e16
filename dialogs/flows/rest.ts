import { confusedTimes } from './speak.ts';
import { type Flow, end } from './turn.ts';

/** The world changed without a word of the resident: open questions are closed, nothing is said. */
export const rest: Flow = {
  id: 'rest',
  steps: [() => end(confusedTimes(0), [{ do: 'remember', memory: { menu: null } }])],
};
