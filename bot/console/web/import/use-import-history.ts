import { ref, shallowRef } from 'vue';
import type { z } from 'zod';
import { type ImportList, importList, undone } from '../../import-api.ts';
import { useFetched } from '../service/fetched.ts';
import { change, estateId, read } from '../service/session.ts';

/** The imports of the estate, and the way back from the newest. */
export function useImportHistory() {
  const failed = ref<string | null>(null);
  const came = shallowRef<z.infer<typeof undone> | null>(null);
  const list = useFetched<ImportList>({
    of: () => estateId.value,
    load: async (id) => read(`/api/estates/${encodeURIComponent(id)}/imports`, importList),
    concerns: (hint) => hint.topic === 'queue',
  });

  async function undo(id: string, reason: string): Promise<boolean> {
    const answer = await change(`/api/imports/${encodeURIComponent(id)}/undo`, undone, { reason });
    failed.value = answer.ok ? null : answer.refused.code;
    came.value = answer.ok ? answer.value : null;
    await list.refresh();
    return answer.ok;
  }

  return { list, failed, came, undo };
}
