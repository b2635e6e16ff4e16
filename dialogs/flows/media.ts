import { escalation } from './escalate.ts';
import { type Flow, go } from './turn.ts';

/** A picture, voice, file or transfer: a person looks; it proves nothing and takes nothing back. */
export const media: Flow = {
  id: 'media',
  steps: [() => go('escalate', escalation('media', 'service'))],
};
