import { computed, ref } from 'vue';
import { done } from '../../api.ts';
import {
  type WaveHomes,
  type WaveResults,
  type WaveView,
  waveHomes,
  waveResults,
  waveView,
} from '../../wave-api.ts';
import { useFetched } from '../service/fetched.ts';
import { change, read, takeFile } from '../service/session.ts';
import { language } from '../texts/language.ts';

/** What may be done with a wave. */
export type WaveActName = 'start' | 'approve' | 'refuse' | 'pause' | 'resume' | 'stop';

/** A list of thousands is not fetched with every message that leaves. */
const LIST_REST_MS = 5_000;

/** A wave that is there: how it stands, what came after, and acts on it. */
export function useOneWave(id: () => string) {
  const path = (what = ''): string => `/api/waves/${encodeURIComponent(id())}${what}`;
  const concerns = ({ topic }: { readonly topic: string }): boolean => topic === 'wave';
  const view = useFetched<WaveView>({
    of: id,
    load: async () => read(path(), waveView),
    concerns,
  });
  const homes = useFetched<WaveHomes>({
    of: id,
    load: async () => read(path('/homes'), waveHomes),
    concerns,
    restMs: LIST_REST_MS,
  });
  const begun = computed(() => view.value.value?.acts.some(isBeginning) ?? false);
  const results = useFetched<WaveResults>({
    of: () => (begun.value ? id() : null),
    load: async () => read(path('/results'), waveResults),
    concerns: ({ topic }) => topic === 'wave' || topic === 'conversation',
    restMs: LIST_REST_MS,
  });
  const refused = ref<string | null>(null);
  const busy = ref(false);

  async function act(name: WaveActName, reason?: string): Promise<boolean> {
    busy.value = true;
    const answer = await change(path(`/${name}`), done, reason === undefined ? {} : { reason });
    busy.value = false;
    refused.value = answer.ok ? null : answer.refused.code;
    await Promise.all([view.refresh(), homes.refresh()]);
    return answer.ok;
  }

  async function takeSlips(): Promise<void> {
    busy.value = true;
    refused.value = await takeFile(path(`/slips?locale=${language.value}`), `slips-${id()}.pdf`);
    busy.value = false;
  }

  const workbook = computed(() => path(`/results.xlsx?locale=${language.value}`));
  return { view, homes, results, workbook, refused, busy, act, takeSlips };
}

const isBeginning = ({ act }: { readonly act: string }): boolean =>
  act === 'started' || act === 'approved';
