import { computed, ref, watch } from 'vue';
import { type WavePreview, wavePreview, waveStarted } from '../../api.ts';
import { useFetched } from '../service/fetched.ts';
import { change, estateId, read } from '../service/session.ts';
import { addSums, rowsByView, type WaveRow, viewOf } from './wave-rows.ts';

/** The wave that would go now, what of it is picked, and the order to send it. */
export function useWave() {
  const skipped = ref(new Set<string>());
  const approved = ref(new Set<string>());
  const ordered = ref<number | null>(null);
  const refused = ref<string | null>(null);
  const busy = ref(false);
  const path = (id: string): string => `/api/estates/${encodeURIComponent(id)}/wave`;

  const preview = useFetched<WavePreview>({
    of: () => estateId.value,
    load: async (id) => read(path(id), wavePreview),
    concerns: (hint) => hint.topic === 'wave',
  });
  const rows = computed(() => preview.value.value?.rows ?? []);
  const picked = computed(() => rows.value.filter(isPicked));

  watch(estateId, () => {
    skipped.value = new Set();
    approved.value = new Set();
    ordered.value = null;
  });

  /** A reminder is picked unless it was left out; a formal one only after it was approved. */
  function isPicked(row: WaveRow): boolean {
    const view = viewOf(row);
    if (view === 'withheld') return false;
    return view === 'approval'
      ? approved.value.has(row.householdId)
      : !skipped.value.has(row.householdId);
  }

  function toggle(row: WaveRow): void {
    const marked = viewOf(row) === 'approval' ? approved : skipped;
    const next = new Set(marked.value);
    if (!next.delete(row.householdId)) next.add(row.householdId);
    marked.value = next;
  }

  async function start(): Promise<boolean> {
    const id = estateId.value;
    if (id === null) return false;
    busy.value = true;
    const households = picked.value.map((row) => row.householdId);
    const answer = await change(path(id), waveStarted, { households });
    busy.value = false;
    refused.value = answer.ok ? null : answer.refused.code;
    if (answer.ok) ordered.value = answer.value.ordered;
    await preview.refresh();
    return answer.ok;
  }

  return {
    preview,
    views: computed(() => rowsByView(rows.value)),
    picked,
    pickedTotal: computed(() => addSums(picked.value.map((row) => row.total))),
    ordered,
    refused,
    busy,
    isPicked,
    toggle,
    start,
  };
}
