import type { FindingCode } from './finding.ts';
import type { Column } from './header.ts';

/** What a row lacks or says oddly; `column` is where, null for the whole row. */
export interface RowNote {
  readonly code: FindingCode;
  readonly column: Column | null;
  readonly value: string;
  readonly sum?: string;
}

/** Notes something; the value is what stands in the cell unless another one says more. */
export type Note = (code: FindingCode, column: Column, value?: string) => void;
