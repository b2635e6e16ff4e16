import { ref } from 'vue';
import { done } from '../../api.ts';
import {
  type DeliveryRequest,
  letterApproved,
  letterList,
  type LetterList,
} from '../../letter-api.ts';
import type { Refusal } from '../service/client.ts';
import { useFetched } from '../service/fetched.ts';
import { change, read } from '../service/session.ts';

/** The formal letters of a household, and what the office does with them. */
export function useLetters(household: () => string | null) {
  const refused = ref<Refusal | null>(null);
  const path = (id: string): string => `/api/households/${encodeURIComponent(id)}`;
  const list = useFetched<LetterList>({
    of: household,
    load: async (id) => read(`${path(id)}/letters`, letterList),
    concerns: ({ topic }) => topic === 'conversation' || topic === 'wave',
  });

  async function approve(): Promise<boolean> {
    const answer = await change(`${path(household() ?? '')}/letters`, letterApproved);
    refused.value = answer.ok ? null : answer.refused;
    await list.refresh();
    return answer.ok;
  }

  async function deliver(number: string, delivery: DeliveryRequest): Promise<boolean> {
    const answer = await change(
      `/api/letters/${encodeURIComponent(number)}/delivery`,
      done,
      delivery,
    );
    refused.value = answer.ok ? null : answer.refused;
    await list.refresh();
    return answer.ok;
  }

  return {
    list,
    refused,
    approve,
    deliver,
    draft: () => `${path(household() ?? '')}/letter.pdf`,
    file: (number: string) => `/api/letters/${encodeURIComponent(number)}/file`,
  };
}
