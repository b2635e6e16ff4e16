import type { SheetLook } from '../../import-api.ts';

/** How a sheet is to be read, while somebody corrects it. */
export interface DraftMapping {
  readonly sheet: string;
  read: boolean;
  headerRow: number;
  days: string;
  unit: string;
  /** The field of each column in its order; `''` where it is none. */
  readonly fields: string[];
}

/** A draft of how a sheet was read. */
export function draftOf({ sheet, read, headerRow, days, unit, columns }: SheetLook): DraftMapping {
  return { sheet, read, headerRow, days, unit, fields: columns.map(({ field }) => field ?? '') };
}

/** What the service is told. A field that two columns claim is sent for the later one. */
export function mappingOf(drafts: readonly DraftMapping[]): string {
  return JSON.stringify(
    drafts.map(({ fields, ...draft }) => ({
      ...draft,
      columns: Object.fromEntries(
        fields.flatMap((field, at) => (field === '' ? [] : [[field, at] as const])),
      ),
    })),
  );
}

/** Fields that several columns of a sheet are said to be. */
export function claimedTwice({ fields }: DraftMapping): string[] {
  const claimed = fields.filter((field) => field !== '');
  return [...new Set(claimed.filter((field, at) => claimed.indexOf(field) !== at))];
}

/** A column as a spreadsheet names it: 0 is A, 26 is AA. */
export function letterOf(at: number): string {
  const before = Math.floor(at / 26);
  return (before > 0 ? letterOf(before - 1) : '') + String.fromCharCode(65 + (at % 26));
}
