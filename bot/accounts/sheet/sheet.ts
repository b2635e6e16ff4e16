/** A cell as it was read; days are text `YYYY-MM-DD`. */
export type Cell = string | number | null;

/** A rectangle of merged cells, both ends included, counted from 0. */
export interface Span {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

/** One sheet of a workbook; rows and columns count from 0. Merged cells bear their value in every row, first column. */
export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: readonly (readonly Cell[])[];
  readonly hiddenRows: readonly number[];
  /** Merged cells; null where the kind of file cannot tell them. */
  readonly spans: readonly Span[] | null;
}

/** Why a file is not read. */
export const FILE_REFUSALS = [
  'empty',
  'too-large',
  'web-page',
  'not-workbook',
  'damaged',
  'too-much',
  'too-many',
  'hostile',
  'protected',
  'slow',
  'memory',
] as const;
export type FileRefusal = (typeof FILE_REFUSALS)[number];

export type ReadSheets =
  | { readonly ok: true; readonly sheets: readonly Sheet[] }
  | { readonly ok: false; readonly why: FileRefusal };
