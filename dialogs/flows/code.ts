import { NEVER_SIGNS, readCode } from '#policy/identity/code.ts';
import { confusedTimes, speak } from './speak.ts';
import { type Flow, end } from './turn.ts';

/** A one-time code: a mistyped one is told at once and costs no try; any other is looked up by the world. */
export const code: Flow = {
  id: 'code',
  steps: [
    (turn) => {
      const read = turn.event.type === 'said' ? readCode(turn.event.text) : null;
      if (read?.found !== 'code')
        return end(
          confusedTimes(0),
          speak(turn, 'identity:typo', { never: { kind: 'text', value: NEVER_SIGNS } }),
        );
      return end(confusedTimes(0), [{ do: 'try-code', code: read.code }]);
    },
  ],
};
