/** Key of a conversation's dialog state among the documents; the Keyv namespace of dialog state. */
export function dialogKey(conversationId: string): string {
  return `dialog:${conversationId}`;
}
