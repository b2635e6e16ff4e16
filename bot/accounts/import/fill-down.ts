import type { Cell } from '../sheet/sheet.ts';
import type { Column, Header } from './header.ts';
import { maskPhone } from './phone-grammar.ts';
import { homeOf } from './row-grammar.ts';
import { type RowCells, isBill, rowCells } from './row-cells.ts';
import type { RowNote } from './row-note.ts';

/** What names a home, and who belongs to it. */
const PLACE = ['building', 'unit', 'house', 'room'] as const satisfies readonly Column[];
const PEOPLE = ['owner', 'phone'] as const satisfies readonly Column[];

export interface FilledRow {
  readonly row: readonly Cell[];
  readonly cells: RowCells;
  readonly notes: readonly RowNote[];
}

/**
 * Fills what a file lost that cannot keep merged cells: the building of a bare room number, and a whole home, owner included,
 * where a row of bills names none. A room is never filled under another owner.
 * @param above the row of bills before it, as filled.
 */
export function fillDown(
  row: readonly Cell[],
  above: RowCells | undefined,
  header: Header,
  blanks: ReadonlySet<string>,
): FilledRow {
  const cells = rowCells(row, header, blanks);
  const lost = above && isBill(cells) ? lostColumns(cells) : [];
  const filled = [...row];
  const notes: RowNote[] = [];
  for (const column of lost) {
    const at = header.columns.get(column);
    if (!above || at === undefined || cells.at(column) !== null || above.at(column) === null)
      continue;
    filled[at] = above.at(column);
    const shown = column === 'phone' ? maskPhone(above.text(column)) : above.text(column);
    notes.push({ code: 'W_FILLED_DOWN', column, value: shown });
  }
  return { row: filled, cells: rowCells(filled, header, blanks), notes };
}

function lostColumns(cells: RowCells): readonly Column[] {
  const has = (column: Column) => cells.at(column) !== null;
  if (!PLACE.some(has) && !has('owner')) return [...PLACE, ...PEOPLE];
  if (has('building') || !has('room') || homeOf(cells) !== undefined) return [];
  return has('unit') ? ['building'] : ['building', 'unit'];
}
