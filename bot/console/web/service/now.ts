import { readonly, ref } from 'vue';

const TICK_MS = 15_000;
const now = ref(Date.now());

setInterval(() => {
  now.value = Date.now();
}, TICK_MS);

/** The present moment for waiting times; moves every quarter of a minute. */
export const present = readonly(now);
