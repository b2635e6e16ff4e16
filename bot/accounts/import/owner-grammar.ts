/** Who a cell of owners names. */
export interface ReadOwner {
  readonly owner: string;
  readonly several: boolean;
  /** What stood in brackets behind the name. */
  readonly note: string;
}

const BETWEEN = /[、,，/;；&]|(?<=\p{Script=Han})\s+(?=\p{Script=Han}{2})/u;
const BRACKETS = /[([【](.*?)[)\]】]/u;
/** Names of two signs are spread to the width of three. */
const SPREAD = /^(\p{Script=Han})\s+(\p{Script=Han})$/u;

/** Reads the owner of a home; a note in brackets is not part of the name. */
export function readOwner(text: string): ReadOwner {
  const plain = text.normalize('NFKC').trim();
  const note = BRACKETS.exec(plain)?.[1]?.trim() ?? '';
  const owner = plain
    .replaceAll(/[([【].*?[)\]】]/gu, '')
    .trim()
    .replace(SPREAD, '$1$2');
  return { owner, several: BETWEEN.test(owner), note };
}

/** Whether two cells may name the same people: one name in common is enough. */
export function mayBeSameOwner(one: string, other: string): boolean {
  const names = (text: string) => text.split(BETWEEN).map((name) => name.trim());
  return names(one).some((name) => names(other).includes(name));
}
