import { computed, ref } from 'vue';
import { conversationList } from '../../api.ts';
import { type Fetched, useFetched } from '../service/fetched.ts';
import { estateId, read, signedIn } from '../service/session.ts';
import type { ConversationList } from '../../api.ts';
import { countItems, shownItems, type View } from './inbox.ts';

/** The list of conversations of the estate, kept fresh, with the view and the search somebody chose. */
export function useInbox() {
  const view = ref<View>('waiting');
  const typed = ref('');
  const list: Fetched<ConversationList> = useFetched({
    of: () => estateId.value,
    load: async (id) =>
      read(`/api/estates/${encodeURIComponent(id)}/conversations`, conversationList),
    concerns: (hint) => hint.topic === 'queue' || hint.topic === 'conversation',
  });
  const items = computed(() => list.value.value?.items ?? []);
  const staffId = computed(() => signedIn.value?.staff.id ?? '');
  return {
    view,
    typed,
    list,
    shown: computed(() => shownItems(items.value, view.value, staffId.value, typed.value)),
    counts: computed(() => countItems(items.value, staffId.value)),
  };
}
