/** Characters that are not seen but keep words apart: zero-width, joiners, direction marks, fillers, stacked marks. */
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Mn}\p{Me}]/gu;

/** White space, ornaments and pictures between two Chinese characters, put there to slip past a reader. */
const BETWEEN_HAN = /(?<=\p{Script=Han})[ .·•*_~^|\\/+=#&$@<>\p{So}\p{Sk}-]+(?=\p{Script=Han})/gu;

/** Chinese characters set apart one by one, by whatever sign or line break. */
const APART =
  /(?<!\p{Script=Han})(?:\p{Script=Han}[^\p{L}\p{N}]{1,3})+\p{Script=Han}(?![^\p{L}\p{N}]{0,3}\p{Script=Han})/gu;

/** The same in the middle of a text, where three or more in a row are no chance. */
const APART_WITHIN = /(?:\p{Script=Han}[^\p{L}\p{N}]{1,3}){2,}\p{Script=Han}/gu;

/** Signs that turn the order of reading round; no honest text of ours has them. */
const TURNED = /[\u202D\u202E]/u;

/** Commas and colons of Chinese writing: they part figures, where the Latin ones they turn into may join them. */
const WIDE_STOP = /[\uFF0C\uFF1A]/gu;

/** Letters of other scripts that look like Latin ones, each before the one it looks like. */
const LOOKALIKES = new Map(
  (
    '\u0430a \u0435e \u043Eo \u0440p \u0441c \u0443y \u0445x \u0456i \u0458j \u0455s \u043Ak \u043Cm ' +
    '\u0442t \u043Dh \u0432b \u0501d \u03B1a \u03BFo \u03C1p \u03BDv \u03B9i \u03BAk \u03C4t \u03C5u'
  )
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.charAt(1)]),
);
const LOOKALIKE = new RegExp(`[${[...LOOKALIKES.keys()].join('')}]`, 'gu');

/** Whether a text shows other characters than those it holds, in their order. */
export function isTurned(text: string): boolean {
  return TURNED.test(text);
}

/** Brings a text into the one form in which the guard reads it; line breaks stay, since they end a sentence. */
export function normalise(text: string): string {
  return text
    .replaceAll(WIDE_STOP, '$& ')
    .normalize('NFKC')
    .replaceAll(UNSEEN, '')
    .replaceAll(/[^\S\n]+/gu, ' ')
    .replaceAll(BETWEEN_HAN, '')
    .replaceAll(APART, (run) => run.replaceAll(/[^\p{L}\p{N}]/gu, ''))
    .toLowerCase()
    .replaceAll(LOOKALIKE, (letter) => LOOKALIKES.get(letter) ?? letter);
}

/**
 * Closes up characters set apart in the middle of a text. Tactics are looked for in it; figures are not, since the signs
 * that go may belong to one.
 * @param text normalised.
 */
export function closeUp(text: string): string {
  return text.replaceAll(APART_WITHIN, (run) => run.replaceAll(/[^\p{L}\p{N}]/gu, ''));
}
