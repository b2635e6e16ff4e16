import { computed, ref, watch } from 'vue';
import { done } from '../../api.ts';
import { type WavePreview, drawn, wavePreview } from '../../wave-api.ts';
import { useFetched } from '../service/fetched.ts';
import { change, estateId, read } from '../service/session.ts';
import { NO_FILTER, addSums, isAmong, rowsByView, type WaveRow, viewOf } from './wave-rows.ts';

/** The wave that would go now, what of it is picked, and drawing it up. */
export function useWave() {
  const skipped = ref(new Set<string>());
  const approved = ref(new Set<string>());
  const filter = ref(NO_FILTER);
  const refused = ref<string | null>(null);
  const busy = ref(false);
  const path = (id: string, what: string): string =>
    `/api/estates/${encodeURIComponent(id)}/${what}`;

  const preview = useFetched<WavePreview>({
    of: () => estateId.value,
    load: async (id) => read(path(id, 'wave'), wavePreview),
    concerns: (hint) => hint.topic === 'wave',
  });
  const all = computed(() => preview.value.value?.rows ?? []);
  const rows = computed(() => all.value.filter((row) => isAmong(row, filter.value)));
  const picked = computed(() => rows.value.filter(isPicked));
  /** Whether this many are more than the estate leaves to one person. */
  const needsSecond = computed(() => {
    const { approveAbove = 0, begunAlone = 0 } = preview.value.value ?? {};
    return picked.value.length + begunAlone > approveAbove;
  });

  watch(estateId, () => {
    skipped.value = new Set();
    approved.value = new Set();
    filter.value = NO_FILTER;
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

  /** Draws up what is picked, and starts it where that is wanted. @returns the wave's id where it was drawn up. */
  async function draw(start: boolean): Promise<string | undefined> {
    const id = estateId.value;
    if (id === null) return undefined;
    busy.value = true;
    const households = picked.value.map((row) => row.householdId);
    const made = await change(path(id, 'waves'), drawn, { households });
    const begun = made.ok && start ? await change(`/api/waves/${made.value.id}/start`, done) : made;
    busy.value = false;
    refused.value = begun.ok ? null : begun.refused.code;
    if (!made.ok) await preview.refresh();
    return made.ok ? made.value.id : undefined;
  }

  return {
    preview,
    all,
    filter,
    views: computed(() => rowsByView(rows.value)),
    picked,
    pickedTotal: computed(() => addSums(picked.value.map((row) => row.total))),
    needsSecond,
    refused,
    busy,
    isPicked,
    toggle,
    draw,
  };
}
