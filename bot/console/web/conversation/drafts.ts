import { onScopeDispose, reactive } from 'vue';
import { done } from '../../api.ts';
import { draftView } from '../../inbox-api.ts';
import { change, read, signedIn } from '../service/session.ts';

/** What is written to a conversation but not sent. */
export interface Draft {
  reply: string;
  note: string;
}

/** How long writing rests before it is kept on the service. */
const REST_MS = 600;

const drafts = new Map<string, Draft>();

/** The draft of a colleague for a conversation as this page has it; another colleague at the same screen has their own. */
function draftOf(staffId: string, conversationId: string): Draft {
  const key = JSON.stringify([staffId, conversationId]);
  const known = drafts.get(key);
  if (known) return known;
  const draft = reactive<Draft>({ reply: '', note: '' });
  drafts.set(key, draft);
  return draft;
}

/**
 * The draft for a conversation: it outlives looking elsewhere and a session that ran out, and is kept on the service for
 * its author, so that another device goes on with it.
 */
export function useDrafts(conversationId: string) {
  const draft = draftOf(signedIn.value?.staff.id ?? '', conversationId);
  const path = `/api/conversations/${encodeURIComponent(conversationId)}/draft`;
  const unsaved = new Set<keyof Draft>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function save(): Promise<void> {
    clearTimeout(timer);
    for (const mode of unsaved) {
      unsaved.delete(mode);
      await change(path, done, { mode, text: draft[mode] });
    }
  }

  async function load(): Promise<void> {
    if (draft.reply !== '' || draft.note !== '') return;
    const kept = await read(path, draftView);
    if (!kept.ok || draft.reply !== '' || draft.note !== '') return;
    Object.assign(draft, kept.value);
  }

  function write(mode: keyof Draft, text: string): void {
    draft[mode] = text;
    unsaved.add(mode);
    clearTimeout(timer);
    timer = setTimeout(() => void save(), REST_MS);
  }

  /** After sending, the service has forgotten the draft already. */
  function forget(mode: keyof Draft): void {
    draft[mode] = '';
    unsaved.delete(mode);
  }

  void load();
  onScopeDispose(() => void save());
  return { draft, write, forget };
}
