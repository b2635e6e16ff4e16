/** Queue of the next words on what a colleague asked for. */
export const ASK_QUEUE = 'ask';

/** A conversation has one open ask. */
export function askDedup(conversationId: string): string {
  return `ask:${conversationId}`;
}
