import { readonly, ref, watch } from 'vue';
import { type ConversationView, done } from '../../api.ts';
import { change } from '../service/session.ts';

/**
 * Asks for a draft of the summary of the open conversation, once for what was said so far, whatever comes of it.
 * @param settled called when there may be something new to see.
 */
export function useDraft(view: () => ConversationView | undefined, settled: () => Promise<void>) {
  const drafting = ref(false);
  const asked = new Set<string>();

  watch(view, async (shown) => {
    if (!shown?.summary?.mayDraft || drafting.value) return;
    const heard = shown.entries.findLast(({ kind }) => kind === 'in');
    const key = `${shown.id} ${heard?.id ?? ''}`;
    if (asked.has(key)) return;
    asked.add(key);
    drafting.value = true;
    const answer = await change(`/api/conversations/${encodeURIComponent(shown.id)}/summary`, done);
    drafting.value = false;
    if (answer.ok) await settled();
  });

  return readonly(drafting);
}
