import { type Ref, ref } from 'vue';
import {
  type ScriptList,
  type ScriptView,
  scriptList,
  scriptView,
  wordingDone,
} from '../../script-api.ts';
import { useFetched } from '../service/fetched.ts';
import { change, estateId, read } from '../service/session.ts';
import { language } from '../texts/language.ts';

/** Every script, and the one that is open. */
export function useScripts(open: () => string | null) {
  const list = useFetched<ScriptList>({
    of: () => `/api/scripts?locale=${language.value}`,
    load: async (path) => read(path, scriptList),
    concerns: (hint) => hint.topic === 'script',
  });
  const one = useFetched<ScriptView>({
    of: () => {
      const id = open();
      if (id === null) return null;
      const estate = estateId.value === null ? '' : `&estate=${encodeURIComponent(estateId.value)}`;
      return `/api/script?id=${encodeURIComponent(id)}${estate}`;
    },
    load: async (path) => read(path, scriptView),
    concerns: (hint) => hint.topic === 'script' && hint.id === open(),
  });
  return { list, one };
}

/** What may be done to a wording: one at a time, with what came of it in words. */
export interface WordingChange {
  readonly busy: Readonly<Ref<boolean>>;
  readonly refused: Readonly<Ref<string | null>>;
  /** Key of the text that says what was done. */
  readonly told: Readonly<Ref<string | null>>;
  /** @returns the version it was done to; undefined where it was refused. */
  run(path: string, body: unknown, told: string): Promise<string | undefined>;
}

export function useWordingChange(after: () => Promise<void>): WordingChange {
  const busy = ref(false);
  const refused = ref<string | null>(null);
  const told = ref<string | null>(null);
  return {
    busy,
    refused,
    told,
    async run(path, body, said) {
      busy.value = true;
      told.value = null;
      const answer = await change(`/api/wording/${path}`, wordingDone, body);
      busy.value = false;
      refused.value = answer.ok ? null : answer.refused.code;
      told.value = answer.ok ? said : null;
      await after();
      return answer.ok ? answer.value.id : undefined;
    },
  };
}
