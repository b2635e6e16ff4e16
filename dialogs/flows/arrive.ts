import { rightsOf } from '#policy/identity/rights.ts';
import { speak } from './speak.ts';
import { type Flow, end } from './turn.ts';

/** Somebody came in without a word: a greeting, or how to prove who they are. */
export const arrive: Flow = {
  id: 'arrive',
  steps: [
    (turn) =>
      end(
        speak(turn, rightsOf(turn.facts.binding).hears === 'all' ? 'label:greeting' : 'identity'),
      ),
  ],
};
