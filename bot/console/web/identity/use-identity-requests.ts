import { ref } from 'vue';
import { done } from '../../api.ts';
import { type IdentityRequestList, identityRequests } from '../../identity-api.ts';
import { type Fetched, useFetched } from '../service/fetched.ts';
import { change, estateId, read } from '../service/session.ts';

/** Requests to be verified, kept fresh, and how one is decided. */
export function useIdentityRequests() {
  const failed = ref<string | null>(null);
  const list: Fetched<IdentityRequestList> = useFetched({
    of: () => estateId.value,
    load: async (id) =>
      read(`/api/estates/${encodeURIComponent(id)}/identity-requests`, identityRequests),
    concerns: (hint) => hint.topic === 'queue' || hint.topic === 'conversation',
  });

  /** @returns whether it was done. */
  async function decide(id: string, end: 'approve' | 'refuse', reason: string): Promise<boolean> {
    const path = `/api/identity-requests/${encodeURIComponent(id)}/${end}`;
    const answer = await change(path, done, { reason });
    failed.value = answer.ok ? null : answer.refused.code;
    await list.refresh();
    return answer.ok;
  }

  return { list, failed, decide };
}
