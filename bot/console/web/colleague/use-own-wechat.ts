import { ref, shallowRef } from 'vue';
import { done } from '../../api.ts';
import { type FreshCode, type OwnWechat, freshCode, ownWechat } from '../../group-api.ts';
import { useFetched } from '../service/fetched.ts';
import { change, read } from '../service/session.ts';

/** Where one's own WeChat is bound, and the code by which it is. */
export function useOwnWechat() {
  const code = shallowRef<FreshCode | null>(null);
  const failed = ref<string | null>(null);
  const own = useFetched<OwnWechat>({
    of: () => '/api/me/wechat',
    load: async (path) => read(path, ownWechat),
    concerns: (hint) => hint.topic === 'channel',
  });

  async function take(): Promise<void> {
    const answer = await change('/api/me/wechat/code', freshCode);
    failed.value = answer.ok ? null : answer.refused.code;
    code.value = answer.ok ? answer.value : null;
  }
  async function letGo(): Promise<void> {
    const answer = await change('/api/me/wechat/let-go', done);
    failed.value = answer.ok ? null : answer.refused.code;
    code.value = null;
    await own.refresh();
  }

  return { own, code, failed, take, letGo };
}
