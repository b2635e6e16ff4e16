/** Queue of the looks whether a colleague left a resident without a word for too long. */
export const SILENCE_QUEUE = 'silence';

/** A conversation has one next look. */
export function silenceDedup(conversationId: string): string {
  return `silence:${conversationId}`;
}
