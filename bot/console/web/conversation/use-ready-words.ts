import { type ReadyWords, readyWords } from '../../inbox-api.ts';
import { useFetched } from '../service/fetched.ts';
import { read } from '../service/session.ts';

/** Canned replies and suggestions for a conversation, anew with every word that is said. */
export function useReadyWords(conversationId: string, wanted: () => boolean) {
  return useFetched<ReadyWords>({
    of: () => (wanted() ? conversationId : null),
    load: async (id) => read(`/api/conversations/${encodeURIComponent(id)}/words`, readyWords),
    concerns: (hint, id) => hint.topic === 'conversation' && hint.id === id,
  });
}
