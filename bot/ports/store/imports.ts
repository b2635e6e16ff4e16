import type { Fen } from '#domain/money.ts';
import type { Instant, LocalDate } from '#domain/time.ts';

/** One committed workbook. */
export interface ImportBatch {
  readonly id: string;
  readonly estateId: string;
  readonly sha256: string;
  readonly fileName: string;
  readonly asOf: LocalDate;
  readonly mode: 'full' | 'partial';
  readonly accepted: number;
  readonly refused: number;
  readonly total: Fen;
  readonly at: Instant;
  readonly by: string;
}

export interface Imports {
  put(batch: ImportBatch): Promise<void>;
  bySha(estateId: string, sha256: string): Promise<ImportBatch | undefined>;
  list(estateId: string): Promise<ImportBatch[]>;
}
