import { ref, shallowRef } from 'vue';
import type { z } from 'zod';
import { committed, type ImportPreview, importPreview } from '../../import-api.ts';
import type { Answer } from '../service/client.ts';
import { change, chooseEstate, loadSession } from '../service/session.ts';

/** What an import came to. */
export type Committed = z.infer<typeof committed>;

/** Looks a workbook over, then takes it over: nothing is written before the second step. */
export function useImport() {
  const preview = shallowRef<ImportPreview | null>(null);
  const result = shallowRef<Committed | null>(null);
  const refused = ref<string | null>(null);
  const busy = ref<'preview' | 'commit' | null>(null);

  async function look(ask: () => Promise<Answer<ImportPreview>>): Promise<void> {
    busy.value = 'preview';
    result.value = null;
    const answer = await ask();
    busy.value = null;
    // What is refused leaves what is shown, so that it can be corrected.
    if (answer.ok) preview.value = answer.value;
    refused.value = answer.ok ? null : answer.refused.code;
  }

  async function lookAtFile(
    file: File,
    how: { estate: string; asOf: string; mode: string; mapping: string },
  ): Promise<void> {
    const form = new FormData();
    // Fields go first: the service reads them before the file arrives.
    for (const [field, value] of Object.entries(how)) form.append(field, value);
    form.append('file', file, file.name);
    await look(async () => change('/api/imports/preview', importPreview, form));
  }

  async function commit(held: number | null): Promise<void> {
    const token = preview.value?.token;
    if (token === undefined) return;
    busy.value = 'commit';
    const answer = await change('/api/imports/commit', committed, { token, held });
    busy.value = null;
    refused.value = answer.ok ? null : answer.refused.code;
    if (!answer.ok) return;
    result.value = answer.value;
    preview.value = null;
    await loadSession();
    chooseEstate(answer.value.estateId);
  }

  return {
    preview,
    result,
    refused,
    busy,
    lookAtFile,
    lookAtSample: async () => look(async () => change('/api/imports/sample', importPreview)),
    commit,
    drop() {
      preview.value = null;
      refused.value = null;
    },
  };
}
