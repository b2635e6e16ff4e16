import { mediaAnswer } from '#policy/media-answer.ts';
import { escalation } from './escalate.ts';
import { type Flow, go } from './turn.ts';

/** A picture, voice, file or transfer: a person looks; it proves nothing and takes nothing back. */
export const media: Flow = {
  id: 'media',
  steps: [
    ({ event }) => {
      const { queue, says } = mediaAnswer(event.type === 'media' ? event.kinds : []);
      return go('escalate', escalation('media', queue, 'nothing', false, says));
    },
  ],
};
