import { onScopeDispose, watch } from 'vue';
import { done } from '../../api.ts';
import { type Presence, type PresenceView, presenceView } from '../../inbox-api.ts';
import { useFetched } from '../service/fetched.ts';
import { present } from '../service/now.ts';
import { change, read } from '../service/session.ts';

const BEAT_MS = 10_000;
const STILL_TYPING_MS = 6_000;

/** Tells the colleagues that somebody is in a conversation, and who of them is. */
export function usePresence(conversationId: string) {
  const path = `/api/conversations/${encodeURIComponent(conversationId)}/presence`;
  const others = useFetched<PresenceView>({
    of: () => conversationId,
    load: async () => read(path, presenceView),
    concerns: (hint, id) => hint.topic === 'presence' && hint.id === id,
  });
  let doing: Presence = 'reading';
  let resting: ReturnType<typeof setTimeout> | undefined;

  const say = (now: Presence): void => {
    doing = now;
    void change(path, done, { doing });
  };
  say('reading');
  const beat = setInterval(() => {
    if (document.visibilityState === 'visible') say(doing);
  }, BEAT_MS);
  // Who closed the page says nothing more: the service forgets them, and we look again.
  watch(present, () => {
    if ((others.value.value?.people.length ?? 0) > 0) void others.refresh();
  });
  onScopeDispose(() => {
    clearInterval(beat);
    clearTimeout(resting);
    say('gone');
  });

  return {
    others: others.value,
    typing(): void {
      if (doing !== 'typing') say('typing');
      clearTimeout(resting);
      resting = setTimeout(() => say('reading'), STILL_TYPING_MS);
    },
  };
}
