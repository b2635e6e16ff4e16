import { computed, ref } from 'vue';
import { readRoute } from './route.ts';

const hash = ref('');

/** The present route; follows the address bar once {@link followAddress} was called. */
export const route = computed(() => readRoute(hash.value));

/** Begins to follow the address bar. */
export function followAddress(): void {
  const read = (): void => {
    hash.value = location.hash;
  };
  addEventListener('hashchange', read);
  read();
}
