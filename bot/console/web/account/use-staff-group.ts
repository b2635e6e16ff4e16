import { computed, ref, shallowRef, watch } from 'vue';
import { done } from '../../api.ts';
import { type EstateGroup, type FreshCode, estateGroup, freshCode } from '../../group-api.ts';
import { useFetched } from '../service/fetched.ts';
import { change, estateId, read, signedIn } from '../service/session.ts';

/** The groups of the chosen estate, whose WeChat is bound there, and what a manager may do about both. */
export function useStaffGroup() {
  const code = shallowRef<FreshCode | null>(null);
  const failed = ref<string | null>(null);
  const pathOf = (id: string): string => `/api/estates/${encodeURIComponent(id)}/group`;
  const group = useFetched<EstateGroup>({
    of: () => estateId.value,
    load: async (id) => read(pathOf(id), estateGroup),
    concerns: (hint) => hint.topic === 'channel',
  });
  const estate = computed(
    () => signedIn.value?.estates.find(({ id }) => id === estateId.value)?.name ?? '',
  );

  watch(estateId, () => {
    code.value = null;
    failed.value = null;
  });
  // Once it is used, nobody needs to see it any more.
  watch(
    () => group.value.value?.groups.length,
    () => {
      code.value = null;
    },
  );

  async function take(): Promise<void> {
    if (estateId.value === null) return;
    const answer = await change(`${pathOf(estateId.value)}/code`, freshCode);
    failed.value = answer.ok ? null : answer.refused.code;
    code.value = answer.ok ? answer.value : null;
  }
  async function letGo(path: string): Promise<void> {
    const answer = await change(path, done);
    failed.value = answer.ok ? null : answer.refused.code;
    await group.refresh();
  }

  return {
    group,
    estate,
    code,
    failed,
    take,
    letGoGroup: async (id: string) => letGo(`/api/groups/${encodeURIComponent(id)}/let-go`),
    letGoColleague: async (id: string) =>
      letGo(`/api/staff/${encodeURIComponent(id)}/let-go-wechat`),
  };
}
