import { computed, ref } from 'vue';

const TICK_MS = 15_000;

const here = ref(Date.now());
const ahead = ref(0);

setInterval(() => {
  here.value = Date.now();
}, TICK_MS);

/** The present moment by the clock of the service, for days and waiting times; moves every quarter of a minute. */
export const present = computed(() => here.value + ahead.value);

/** Sets the pages' clock by that of the service: the one of an office computer may be wrong. */
export function setClock(serviceNow: number): void {
  here.value = Date.now();
  ahead.value = serviceNow - here.value;
}
