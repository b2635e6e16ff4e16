import { onScopeDispose, readonly, type Ref, ref, shallowRef, watch } from 'vue';
import type { Answer } from './client.ts';
import type { Hint } from '../../api.ts';
import { onHint } from './live.ts';

/** Something the service knows, fetched and kept fresh. */
export interface Fetched<T> {
  readonly value: Readonly<Ref<T | undefined>>;
  /** Code of the refusal of the last fetch, or null. */
  readonly failed: Readonly<Ref<string | null>>;
  readonly busy: Readonly<Ref<boolean>>;
  /** Fetches anew; calls during a fetch lead to one more fetch after it. */
  refresh(): Promise<void>;
}

/** What is fetched, and when it is fetched anew. */
export interface FetchPlan<T> {
  /** Which thing; another one empties the value first, null fetches nothing. */
  readonly of: () => string | null;
  readonly load: (id: string) => Promise<Answer<T>>;
  /** Whether a hint of the service concerns it. */
  readonly concerns?: (hint: Hint, id: string) => boolean;
  /** The least time between two fetches that hints lead to, where the usual second is too short for what is dear to make. */
  readonly restMs?: number;
}

/** The least time between two fetches that hints lead to: a wave of hints is answered by a few. */
const REST_MS = 1_000;

/** Fetches a thing, again when a hint concerns it, and again after a lost connection. */
export function useFetched<T>(plan: FetchPlan<T>): Fetched<T> {
  const value = shallowRef<T>();
  const failed = ref<string | null>(null);
  const busy = ref(false);
  let again = false;

  async function fetchOnce(id: string): Promise<void> {
    const answer = await plan.load(id);
    if (plan.of() !== id) return;
    if (answer.ok) value.value = answer.value;
    failed.value = answer.ok ? null : answer.refused.code;
  }

  async function refresh(): Promise<void> {
    if (busy.value) {
      again = true;
      return;
    }
    busy.value = true;
    do {
      again = false;
      const id = plan.of();
      if (id !== null) await fetchOnce(id);
    } while (again);
    busy.value = false;
  }

  watch(
    plan.of,
    () => {
      value.value = undefined;
      failed.value = null;
      void refresh();
    },
    { immediate: true },
  );

  const soon = atMostEvery(plan.restMs ?? REST_MS, () => void refresh());
  onScopeDispose(
    onHint((hint) => {
      const id = plan.of();
      if (id === null) return;
      if (hint === 'reconnected' || plan.concerns?.(hint, id)) soon();
    }),
  );

  return { value, failed: readonly(failed), busy: readonly(busy), refresh };
}

/** Runs at once, then once more after the rest when it was asked for meanwhile. */
function atMostEvery(restMs: number, run: () => void): () => void {
  let resting = false;
  let asked = false;
  const begin = (): void => {
    resting = true;
    asked = false;
    run();
    setTimeout(() => {
      resting = false;
      if (asked) begin();
    }, restMs);
  };
  return () => {
    if (resting) asked = true;
    else begin();
  };
}
