import { computed, ref, watch } from 'vue';
import { done } from '../../api.ts';
import {
  type Phone,
  phone as phoneSchema,
  type Residents,
  residents,
  type SENT_KINDS,
} from '../../simulator-api.ts';
import { matches } from '../part/matching.ts';
import { useFetched } from '../service/fetched.ts';
import { change, read, signedIn } from '../service/session.ts';

type SentKind = (typeof SENT_KINDS)[number];

/** What somebody at the simulator can make happen on a resident's phone. */
export type Happening =
  | { readonly what: 'say' | 'phone'; readonly body: { readonly text: string } }
  | { readonly what: 'media'; readonly body: { readonly kind: SentKind } }
  | { readonly what: 'payment'; readonly body: { readonly amount: string } };

/** The residents of the simulated WeChat, the phone of the chosen one, and what can be made to happen. */
export function useSimulator(contact: () => string | null) {
  const typed = ref('');
  const refused = ref<string | null>(null);
  const happened = ref<Happening['what'] | null>(null);
  const pathOf = (of: string): string => `/api/simulator/residents/${encodeURIComponent(of)}`;

  const list = useFetched<Residents>({
    of: () => (signedIn.value?.simulator ? 'residents' : null),
    load: async () => read('/api/simulator/residents', residents),
    concerns: () => true,
  });
  const phone = useFetched<Phone>({
    of: () => (signedIn.value?.simulator ? contact() : null),
    load: async (id) => read(pathOf(id), phoneSchema),
    concerns: (hint) => hint.topic === 'simulator' || hint.topic === 'conversation',
  });

  watch(contact, () => {
    refused.value = null;
    happened.value = null;
  });

  async function make({ what, body }: Happening): Promise<boolean> {
    const id = contact();
    if (id === null) return false;
    const answer = await change(`${pathOf(id)}/${what}`, done, body);
    refused.value = answer.ok ? null : answer.refused.code;
    happened.value = answer.ok ? what : null;
    await phone.refresh();
    return answer.ok;
  }

  return {
    typed,
    list,
    phone,
    refused,
    happened,
    shown: computed(() =>
      (list.value.value?.items ?? []).filter((resident) => matches(resident, typed.value)),
    ),
    make,
  };
}
