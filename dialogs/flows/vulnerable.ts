import { escalation } from './escalate.ts';
import { type Flow, go } from './turn.ts';

/** A person may be in need: every reminder rests, the on-call colleague is fetched at once, no word of money. */
export const vulnerable: Flow = {
  id: 'vulnerable',
  steps: [
    () =>
      go('escalate', escalation('vulnerable', 'on-call', 'nothing', true), [
        { do: 'hold-vulnerable' },
      ]),
  ],
};
