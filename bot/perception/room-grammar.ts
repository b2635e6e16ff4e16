import { readNumeral } from './numeral-grammar.ts';

/** A part of a text, from `start` up to `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface RoomPhrase extends Span {
  /** Building, unit and room, as `3-2-209`. */
  readonly room: string;
}

const PART = '[0-9〇零一二两三四五六七八九十]';
const ROOM = new RegExp(
  String.raw`(?<![\d.\-/])(${PART}{1,3}|[a-z]\d?)\s?(?:号楼|号院|栋|幢|座|楼|#|号|-|—)\s?` +
    String.raw`(${PART}{1,2})\s?(?:单元|门|梯|-|—)\s?(${PART}{3,4})(?:室|号|房)?(?![\d.])`,
  'gu',
);

/** Finds rooms that name building, unit and room; a bare room number says too little. */
export function findRooms(text: string): RoomPhrase[] {
  const found: RoomPhrase[] = [];
  for (const match of text.matchAll(ROOM)) {
    const [words, building = '', unit = '', door = ''] = match;
    const parts = [building, unit, door].map((part) => readNumeral(part) ?? part);
    found.push({ start: match.index, end: match.index + words.length, room: parts.join('-') });
  }
  return found;
}
