import { computed, ref, shallowRef, watch } from 'vue';
import { type ConversationItem, conversationList } from '../../inbox-api.ts';
import { estateId, read, signedIn } from '../service/session.ts';
import { useConversations } from './conversations.ts';
import { countItems, firstQueue, shownItems, type QueueChoice, type View } from './inbox.ts';

/** How long typing rests before the service is asked. */
const REST_MS = 250;

const STORED_QUEUE = 'nuancui.queue';

/** The list as somebody wants to see it: view, queue and search. */
export function useInbox() {
  const list = useConversations();
  const view = ref<View>('waiting');
  const role = signedIn.value?.staff.role ?? '';
  const queue = ref<QueueChoice>(firstQueue(role, localStorage.getItem(STORED_QUEUE)));
  const typed = ref('');
  const found = shallowRef<readonly ConversationItem[] | null>(null);
  const items = computed(() => list.value.value?.items ?? []);
  const staffId = computed(() => signedIn.value?.staff.id ?? '');
  let timer: ReturnType<typeof setTimeout> | undefined;

  watch(queue, (chosen) => localStorage.setItem(STORED_QUEUE, chosen));
  watch([typed, list.value], () => {
    clearTimeout(timer);
    if (typed.value.trim() === '') found.value = null;
    else timer = setTimeout(() => void search(), REST_MS);
  });

  async function search(): Promise<void> {
    const wanted = typed.value.trim();
    const estate = encodeURIComponent(estateId.value ?? '');
    const path = `/api/estates/${estate}/search?q=${encodeURIComponent(wanted)}`;
    const answer = await read(path, conversationList);
    if (answer.ok && typed.value.trim() === wanted) found.value = answer.value.items;
  }

  return {
    view,
    queue,
    typed,
    list,
    isSearch: computed(() => typed.value.trim() !== ''),
    shown: computed(
      () => found.value ?? shownItems(items.value, view.value, queue.value, staffId.value),
    ),
    counts: computed(() => countItems(items.value, queue.value, staffId.value)),
  };
}
