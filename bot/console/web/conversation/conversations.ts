import { type InjectionKey, inject, provide, watch } from 'vue';
import { type ConversationList, conversationList } from '../../inbox-api.ts';
import { type Fetched, useFetched } from '../service/fetched.ts';
import { callAttention, showCount } from '../service/attention.ts';
import { estateId, may, read, signedIn } from '../service/session.ts';
import { belongs } from './inbox.ts';

const KEY: InjectionKey<Fetched<ConversationList>> = Symbol('conversations');

/**
 * Keeps the conversations of the estate fresh for the whole console, counts who waits in the title of the window, and
 * calls attention when somebody new does.
 */
export function provideConversations(): void {
  const list = useFetched<ConversationList>({
    of: () => (may('read-conversation') ? estateId.value : null),
    load: async (id) =>
      read(`/api/estates/${encodeURIComponent(id)}/conversations`, conversationList),
    concerns: (hint) => hint.topic === 'queue' || hint.topic === 'conversation',
  });
  provide(KEY, list);

  let known: ReadonlySet<string> | undefined;
  watch(estateId, () => {
    known = undefined;
  });
  watch(list.value, (fetched) => {
    if (!fetched) return;
    const me = signedIn.value?.staff.id ?? '';
    const waiting = fetched.items
      .filter((item) => belongs(item, 'waiting', me) || (item.staffId === me && item.waitingSince))
      .map(({ id }) => id);
    showCount(waiting.length);
    const before = known;
    known = new Set(waiting);
    if (before && waiting.some((id) => !before.has(id))) callAttention(waiting.length);
  });
}

/** The conversations of the estate. */
export function useConversations(): Fetched<ConversationList> {
  const list = inject(KEY);
  if (!list) throw new Error('no conversations are provided above this component');
  return list;
}
