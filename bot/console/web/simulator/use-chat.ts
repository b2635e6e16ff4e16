import { done } from '../../api.ts';
import { type Chat, chat as chatSchema } from '../../simulator-api.ts';
import { useFetched } from '../service/fetched.ts';
import { change, read, signedIn } from '../service/session.ts';

/** The address of a chat of colleagues; null for a resident's, who has a phone of their own. */
export function chatPath(opened: string | null): string | null {
  if (opened === 'colleague') return '/api/simulator/colleague';
  const [place, estate] = opened?.split('/') ?? [];
  if (place !== 'group' || estate === undefined) return null;
  return `/api/simulator/estates/${encodeURIComponent(estate)}/group`;
}

/** A chat of colleagues as the phone of who is signed in shows it, and what they write there. */
export function useChat(path: () => string | null) {
  const chat = useFetched<Chat>({
    of: () => (signedIn.value?.simulator ? path() : null),
    load: async (of) => read(of, chatSchema),
    concerns: (hint) => hint.topic === 'simulator',
  });

  async function say(text: string): Promise<boolean> {
    const of = path();
    if (of === null) return false;
    const answer = await change(`${of}/say`, done, { text });
    await chat.refresh();
    return answer.ok;
  }

  return { chat, say };
}
