import type { Cell } from './sheet.ts';

/** Characters that are pasted along unseen. */
const UNSEEN = /[\u200B-\u200F\u2060\uFEFF]/gu;
/** `="0502"`: how some programs keep a spreadsheet from dropping a zero. */
const FORCED_TEXT = /^="(.*)"$/su;

/** No cell of a bill is longer; grammars would take long over what a hostile one holds. */
const LONGEST = 500;

/** A value of a file as a cell: nothing is null, a day is `YYYY-MM-DD`, text is trimmed and, where it is endless, cut. */
export function cellOf(value: unknown): Cell {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, 10);
  }
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return null;
  const plain = value.replaceAll(UNSEEN, '').trim();
  const text = (FORCED_TEXT.exec(plain)?.[1] ?? plain).replace(/^'/u, '');
  if (text.length > LONGEST) return `${text.slice(0, LONGEST)}…`;
  return text === '' ? null : text;
}
