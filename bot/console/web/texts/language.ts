import { computed, ref } from 'vue';
import pages from 'virtual:page-texts';
import { fill, type Slots } from './fill.ts';

const SOURCE = 'zh-CN';
const STORED = 'nuancui.language';

/** Languages the pages can speak, the source language first. */
export const LANGUAGES: readonly string[] = [
  SOURCE,
  ...Object.keys(pages)
    .filter((tag) => tag !== SOURCE)
    .toSorted(),
];

const chosen = ref(startingLanguage());

/** The language shown now. */
export const language = computed(() => chosen.value);

/** Shows the pages in another language and remembers it on this device. */
export function chooseLanguage(tag: string): void {
  if (!LANGUAGES.includes(tag)) return;
  chosen.value = tag;
  document.documentElement.lang = tag;
  localStorage.setItem(STORED, tag);
}

/** The text of a key in the chosen language, else in the source language, else the key itself. */
export function t(key: string, slots?: Slots): string {
  return fill(pages[chosen.value]?.[key] ?? pages[SOURCE]?.[key] ?? key, slots);
}

/** The name of a code of a family, as `reason.hostile`; a code without a name is shown as it is. */
export function nameOf(family: string, code: string): string {
  const key = `${family}.${code}`;
  const text = t(key);
  return text === key ? code : text;
}

function startingLanguage(): string {
  const stored = localStorage.getItem(STORED);
  const tag = stored !== null && LANGUAGES.includes(stored) ? stored : SOURCE;
  document.documentElement.lang = tag;
  return tag;
}
