import { computed, ref } from 'vue';
import { may } from '../service/session.ts';
import { NEEDED, PLACES, readRoute } from './route.ts';

const hash = ref('');

/** The places that are for who is signed in. */
export const places = computed(() => PLACES.filter((place) => may(NEEDED[place])));

/**
 * The present route; follows the address bar once {@link followAddress} was called. A place that is not for who is
 * signed in leads to the first that is.
 */
export const route = computed(() => {
  const asked = readRoute(hash.value);
  const [first] = places.value;
  if (first === undefined || places.value.includes(asked.place)) return asked;
  return { place: first, id: null, detail: null };
});

/** Begins to follow the address bar. */
export function followAddress(): void {
  const read = (): void => {
    hash.value = location.hash;
  };
  addEventListener('hashchange', read);
  read();
}
