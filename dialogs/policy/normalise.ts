/** Characters that are not seen but keep words apart: zero-width, joiners, direction marks, soft hyphens. */
const UNSEEN =
  /[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF]/gu;

/** White space or ornaments between two Chinese characters, put there to slip past a reader. */
const BETWEEN_HAN = /(?<=\p{Script=Han})[\s.·•*_~^-]+(?=\p{Script=Han})/gu;

/** Brings a text into the one form in which the guard reads it. */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(UNSEEN, '')
    .replaceAll(/[ \t\u3000]+/gu, ' ')
    .replaceAll(BETWEEN_HAN, '')
    .toLowerCase();
}
