import { onScopeDispose, shallowRef, watch } from 'vue';
import { type SampleResult, sampleResult } from '../../script-api.ts';
import { change, estateId } from '../service/session.ts';
import { account } from './trial-account.ts';
import type { LintedPlace } from './use-lint.ts';

const PAUSE_MS = 500;

/** A text as the resident who was made up would read it; empty while it cannot be read. */
export function useSample(place: LintedPlace, text: () => string) {
  const sample = shallowRef<SampleResult | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(asked: string): Promise<void> {
    const body = { ...place, text: asked, estate: estateId.value, account };
    const answer = await change('/api/script/sample', sampleResult, body);
    if (asked === text()) sample.value = answer.ok ? answer.value : null;
  }

  watch(
    text,
    (asked) => {
      clearTimeout(timer);
      timer = setTimeout(() => void ask(asked), PAUSE_MS);
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(timer));
  return sample;
}
