import { ref } from 'vue';
import { done } from '../../api.ts';
import { type ChannelList, channelList } from '../../channel-api.ts';
import { useFetched } from '../service/fetched.ts';
import { change, read } from '../service/session.ts';

/** The accounts through which residents are reached, kept fresh, and what people may release. */
export function useAccounts() {
  const failed = ref<string | null>(null);
  const list = useFetched<ChannelList>({
    of: () => '/api/channels',
    load: async (path) => read(path, channelList),
    concerns: (hint) => hint.topic === 'channel',
  });

  async function release(path: string): Promise<void> {
    const answer = await change(path, done);
    failed.value = answer.ok ? null : answer.refused.code;
    await list.refresh();
  }

  return {
    list,
    failed,
    releaseBreaker: async (name: string) =>
      release(`/api/channels/${encodeURIComponent(name)}/release`),
    releaseGap: async (id: string) => release(`/api/gaps/${encodeURIComponent(id)}/release`),
  };
}
