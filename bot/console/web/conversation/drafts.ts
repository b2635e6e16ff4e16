import { reactive } from 'vue';

/** What is written to a conversation but not sent. */
export interface Draft {
  reply: string;
  note: string;
}

const drafts = new Map<string, Draft>();

/**
 * The draft of a colleague for a conversation. It outlives looking elsewhere and a session that ran out; it is never
 * stored, and another colleague at the same screen has their own.
 */
export function draftOf(staffId: string, conversationId: string): Draft {
  const key = JSON.stringify([staffId, conversationId]);
  const known = drafts.get(key);
  if (known) return known;
  const draft = reactive<Draft>({ reply: '', note: '' });
  drafts.set(key, draft);
  return draft;
}
