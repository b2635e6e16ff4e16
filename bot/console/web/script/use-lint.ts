import { onScopeDispose, ref, watch } from 'vue';
import { type TextFindingView, lintResult } from '../../script-api.ts';
import { change } from '../service/session.ts';

/** Somebody who pauses this long wants to know. */
const PAUSE_MS = 350;

/** Where a text stands that is looked over. */
export interface LintedPlace {
  readonly script: string;
  readonly locale: string;
  readonly variant: number;
}

/** What lint and the guard say of a text while it is written; an answer to older words is dropped. */
export function useLint(place: LintedPlace, text: () => string) {
  const findings = ref<readonly TextFindingView[]>([]);
  const checking = ref(false);
  const failed = ref<string | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(asked: string): Promise<void> {
    const answer = await change('/api/wording/lint', lintResult, { ...place, text: asked });
    if (asked !== text()) return;
    checking.value = false;
    failed.value = answer.ok ? null : answer.refused.code;
    if (answer.ok) findings.value = answer.value.findings;
  }

  watch(
    text,
    (asked) => {
      checking.value = true;
      clearTimeout(timer);
      timer = setTimeout(() => void ask(asked), PAUSE_MS);
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(timer));
  return { findings, checking, failed };
}
