import { mayHearFacts } from '#domain/household.ts';
import { speak } from './speak.ts';
import { type Flow, end } from './turn.ts';

/** Somebody came in without a word: a greeting, or how to prove who they are. */
export const arrive: Flow = {
  id: 'arrive',
  steps: [
    (turn) =>
      end(
        speak(turn, mayHearFacts(turn.facts.binding ?? undefined) ? 'label:greeting' : 'identity'),
      ),
  ],
};
