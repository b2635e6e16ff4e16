import { computed, ref, shallowRef, watch } from 'vue';
import {
  type ConversationView,
  conversationView,
  done,
  type HandBackRequest,
  type OUTCOME_CODES,
  type ResidentCard,
  residentCard,
} from '../../api.ts';
import type { ASK_SUBJECTS } from '../../inbox-api.ts';
import type { Refusal } from '../service/client.ts';
import { useFetched } from '../service/fetched.ts';
import { change, read, signedIn } from '../service/session.ts';
import { useDraft } from './use-draft.ts';

/** What came of the last act, for the line above the composer. */
export type Notice =
  | { readonly ok: true; readonly key: string }
  | { readonly ok: false; readonly refused: Refusal };

/** Who holds the conversation, seen from the one who looks at it. */
export type Holder = 'bot' | 'queue' | 'mine' | 'phone' | 'other';

/** An open conversation: its transcript and card, kept fresh, and what staff can do in it. */
export function useThread(conversationId: () => string | null) {
  const notice = shallowRef<Notice | null>(null);
  const asking = ref(false);
  const path = (act: string): string =>
    `/api/conversations/${encodeURIComponent(conversationId() ?? '')}${act}`;

  const thread = useFetched<ConversationView>({
    of: conversationId,
    load: async () => read(path(''), conversationView),
    concerns: (hint, id) => hint.id === id && hint.topic !== 'presence',
  });
  const card = useFetched<ResidentCard>({
    of: conversationId,
    load: async () => read(path('/card'), residentCard),
    concerns: (hint, id) => (hint.id === id && hint.topic !== 'presence') || hint.topic === 'wave',
  });

  const drafting = useDraft(
    () => thread.value.value,
    async () => thread.refresh(),
  );

  watch(conversationId, () => {
    notice.value = null;
  });

  const holder = computed((): Holder => holderOf(thread.value.value, signedIn.value?.staff.id));

  async function act(key: string, name: string, body?: unknown): Promise<boolean> {
    const id = conversationId();
    asking.value = true;
    const answer = await change(path(`/${name}`), done, body);
    asking.value = false;
    if (conversationId() !== id) return answer.ok;
    notice.value = answer.ok ? { ok: true, key } : { ok: false, refused: answer.refused };
    await Promise.all([thread.refresh(), card.refresh()]);
    return answer.ok;
  }

  return {
    thread,
    card,
    notice,
    asking,
    drafting,
    holder,
    claim: async () => act('act.claimed', 'claim'),
    takeOver: async (reason: string) => act('act.claimed', 'take-over', { reason }),
    send: async (mode: 'reply' | 'note', text: string) =>
      act(mode === 'note' ? 'act.noted' : 'act.queued', mode, { text }),
    ask: async (subject: (typeof ASK_SUBJECTS)[number]) => act('act.asked', 'ask', { subject }),
    handBack: async (request: HandBackRequest) => act('act.handedBack', 'hand-back', request),
    resolve: async (outcome: (typeof OUTCOME_CODES)[number]) =>
      act('act.resolved', 'resolve', { outcome }),
  };
}

function holderOf(view: ConversationView | undefined, me: string | undefined): Holder {
  if (!view || view.owner === 'bot') return 'bot';
  if (view.owner === 'queue') return 'queue';
  if (view.staffId === null) return 'phone';
  return view.staffId === me ? 'mine' : 'other';
}
