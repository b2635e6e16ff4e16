import { computed, ref, shallowRef, watch } from 'vue';
import { type RoomChanges, roomChanges } from '../../import-api.ts';
import { read } from '../service/session.ts';

/** Rooms the service gives at once. */
const PAGE = 50;

/** The rooms of a preview, a page at a time, as they are asked for. @param token of the preview. */
export function useRoomChanges(token: () => string) {
  const state = ref('');
  const words = ref('');
  const page = ref(0);
  const found = shallowRef<RoomChanges | null>(null);
  const failed = ref<string | null>(null);
  const pages = computed(() => Math.max(1, Math.ceil((found.value?.matching ?? 0) / PAGE)));
  let asked = 0;

  async function load(): Promise<void> {
    asked += 1;
    const mine = asked;
    const query = new URLSearchParams({ token: token(), q: words.value.trim() });
    query.set('page', String(page.value));
    if (state.value !== '') query.set('state', state.value);
    const answer = await read(`/api/imports/preview/rooms?${query}`, roomChanges);
    if (mine !== asked) return;
    failed.value = answer.ok ? null : answer.refused.code;
    if (answer.ok) found.value = answer.value;
  }

  watch([token, state, words], () => {
    page.value = 0;
    void load();
  });
  watch(page, () => void load());
  void load();

  return { state, words, page, pages, found, failed, load };
}
