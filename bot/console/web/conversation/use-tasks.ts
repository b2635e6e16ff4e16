import { ref } from 'vue';
import { done } from '../../api.ts';
import { type TaskList, taskList } from '../../limitation-api.ts';
import { type Fetched, useFetched } from '../service/fetched.ts';
import { change, estateId, read } from '../service/session.ts';

/** The tasks of the estate, kept fresh, and how one is seen to. */
export function useTasks() {
  const failed = ref<string | null>(null);
  const list: Fetched<TaskList> = useFetched({
    of: () => estateId.value,
    load: async (id) => read(`/api/estates/${encodeURIComponent(id)}/tasks`, taskList),
    concerns: ({ topic }) => topic === 'queue' || topic === 'channel',
  });

  async function finish(id: string): Promise<void> {
    const answer = await change(`/api/tasks/${encodeURIComponent(id)}/done`, done);
    failed.value = answer.ok ? null : answer.refused.code;
    await list.refresh();
  }

  /** Says what became of bills that vanished from a whole list. */
  async function decide(id: string, decision: 'owes' | 'paid'): Promise<void> {
    const path = `/api/tasks/${encodeURIComponent(id)}/decide`;
    const result = await change(path, done, { decision });
    failed.value = result.ok ? null : result.refused.code;
    await list.refresh();
  }

  /** Sees to what a resident asked about their data; `erase` cannot be undone. */
  async function answer(id: string, how: 'done' | 'erase'): Promise<void> {
    const result = await change(`/api/requests/${encodeURIComponent(id)}/${how}`, done);
    failed.value = result.ok ? null : result.refused.code;
    await list.refresh();
  }

  /** Says of deaf periods that what may have been missed was looked up. */
  async function release(ids: readonly string[]): Promise<void> {
    failed.value = null;
    for (const id of ids) {
      const result = await change(`/api/gaps/${encodeURIComponent(id)}/release`, done);
      if (!result.ok) failed.value = result.refused.code;
    }
    await list.refresh();
  }

  return { list, failed, finish, decide, answer, release };
}
