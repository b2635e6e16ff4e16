import { computed, ref, watch } from 'vue';
import { type TryRequest, type TryResult, tryResult } from '../../script-api.ts';
import { change, estateId } from '../service/session.ts';
import { account } from './trial-account.ts';

export const BEGINNINGS = ['none', 'stage', 'silence', 'promise-broken'] as const;
export type Beginning = (typeof BEGINNINGS)[number];

/** A conversation played on the service and kept by nobody: each word plays it anew from the beginning. */
export function useTrial(draft: () => TryRequest['draft'], first: Beginning) {
  const begin = ref<Beginning>(first);
  const locale = ref('zh-CN');
  const said = ref<string[]>([]);
  const lines = ref<TryResult['lines']>([]);
  const refused = ref<string | null>(null);
  const busy = ref(false);

  async function play(): Promise<void> {
    busy.value = true;
    const body: TryRequest = {
      estate: estateId.value,
      locale: locale.value,
      account,
      begin: begin.value === 'none' ? null : begin.value,
      said: said.value,
      draft: draft(),
    };
    const answer = await change('/api/script/try', tryResult, body);
    busy.value = false;
    refused.value = answer.ok ? null : answer.refused.code;
    if (answer.ok) lines.value = answer.value.lines;
  }

  async function again(): Promise<void> {
    said.value = [];
    await play();
  }

  async function say(text: string): Promise<void> {
    said.value = [...said.value, text];
    await play();
  }

  watch([begin, locale], () => {
    said.value = [];
    lines.value = [];
  });
  return {
    begin,
    locale,
    lines,
    refused,
    busy,
    isEmpty: computed(() => lines.value.length === 0),
    again,
    say,
  };
}
