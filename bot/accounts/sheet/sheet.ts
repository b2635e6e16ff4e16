/** A cell as it was read; days are text `YYYY-MM-DD`. */
export type Cell = string | number | null;

/** One sheet of a workbook; rows and columns count from 0. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

export type ReadSheets =
  | { readonly ok: true; readonly sheets: readonly Sheet[] }
  | { readonly ok: false; readonly why: string };
