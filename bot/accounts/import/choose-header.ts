import type { Sheet } from '../sheet/sheet.ts';
import {
  type MappingRefusal,
  type SheetMapping,
  type SheetReading,
  headerAs,
  shapeOf,
} from './column-mapping.ts';
import { type Column, type Header, SEARCHED, findHeader } from './header.ts';
import type { ImportWords } from './import-words.ts';
import { type DayOrder, type Unit, readAs } from './read-as.ts';
import { type SheetLook, columnsOf, implausible } from './sheet-look.ts';

/** How a file is to be read beyond what its titles say. */
export interface Mappings {
  /** What somebody said of this very file. */
  readonly given: readonly SheetMapping[];
  /** What was said of earlier files of the estate, by the digest of their titles. */
  readonly known: ReadonlyMap<string, SheetReading>;
}

export const NO_MAPPINGS: Mappings = { given: [], known: new Map() };

/** How one sheet is read. */
export interface ChosenHeader {
  /** Undefined where it is not read. */
  readonly header: Header | undefined;
  /** The sheet with days and sums as the grammars read them. */
  readonly sheet: Sheet;
  readonly look: SheetLook;
  /** Why a mapping is of no use, with the column it is about. */
  readonly refused: { readonly why: MappingRefusal; readonly column: Column | null } | null;
}

/** Chooses the header: what somebody said goes before what is remembered, and that before what the titles say. */
export function chooseHeader(
  sheet: Sheet,
  { synonyms, fenMarks }: ImportWords,
  { given, known }: Mappings,
): ChosenHeader {
  const found = findHeader(sheet, synonyms);
  const said = given.find((one) => one.sheet === sheet.name);
  if (said) return chosen(sheet, found, said, 'given');
  for (let row = 1; row <= Math.min(SEARCHED, sheet.rows.length); row += 1) {
    const shape = shapeOf(sheet.rows[row - 1] ?? []);
    const remembered = shape === null ? undefined : known.get(shape);
    if (!remembered) continue;
    const mapping = { ...remembered, sheet: sheet.name, read: true, headerRow: row };
    return chosen(sheet, found, mapping, 'remembered');
  }
  const unit = found && countsFen(sheet, found, fenMarks) ? 'fen' : 'yuan';
  const headerRow = found?.firstRow ?? 1;
  return {
    header: found,
    sheet: found ? readAs(sheet, found, 'ymd', unit) : sheet,
    look: lookOf(sheet, headerRow, found, {
      read: found !== undefined,
      by: 'found',
      days: 'ymd',
      unit,
    }),
    refused: null,
  };
}

function chosen(
  sheet: Sheet,
  found: Header | undefined,
  mapping: SheetMapping,
  by: SheetLook['by'],
): ChosenHeader {
  const { read, headerRow, days, unit } = mapping;
  const how = { read, by, days, unit };
  const header = headerAs(sheet, headerRow, mapping, found);
  const isHeader = typeof header !== 'string';
  const look = lookOf(sheet, headerRow, isHeader ? header : undefined, how);
  if (!read) return { header: undefined, sheet, look, refused: null };
  if (!isHeader) return { header: undefined, sheet, look, refused: { why: header, column: null } };
  const whole = readAs(sheet, header, days, unit);
  const column = implausible(whole, header);
  const refused = column === undefined ? null : ({ why: 'implausible', column } as const);
  return { header: refused ? undefined : header, sheet: whole, look, refused };
}

function lookOf(
  sheet: Sheet,
  headerRow: number,
  header: Header | undefined,
  how: { read: boolean; by: SheetLook['by']; days: DayOrder; unit: Unit },
): SheetLook {
  return { sheet: sheet.name, headerRow, ...how, columns: columnsOf(sheet, headerRow, header) };
}

/** Whether the titles of the sums say that they count fen. */
function countsFen({ rows }: Sheet, header: Header, marks: readonly string[]): boolean {
  const titles = rows.slice(header.firstRow - header.headRows, header.firstRow);
  return (['amount', 'open'] as const).some((column) => {
    const at = header.columns.get(column) ?? -1;
    return titles.some((row) => {
      const title = String(row[at] ?? '')
        .normalize('NFKC')
        .replaceAll(/\s/gu, '');
      return marks.some((mark) => title.includes(mark));
    });
  });
}
