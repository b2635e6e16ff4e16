import type { Fen } from '#domain/money.ts';
import type { Instant, LocalDate } from '#domain/time.ts';

/** Whether a workbook is the whole list of arrears of an estate, or says nothing about rooms it does not name. */
export const IMPORT_MODES = ['full', 'partial'] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

/** One committed workbook. */
export interface ImportBatch {
  readonly id: string;
  readonly estateId: string;
  readonly sha256: string;
  readonly fileName: string;
  readonly asOf: LocalDate;
  readonly mode: ImportMode;
  readonly accepted: number;
  readonly refused: number;
  readonly total: Fen;
  readonly at: Instant;
  readonly by: string;
  /** The control totals as JSON text; null for imports booked before they were kept. */
  readonly totals: string | null;
  readonly undone: Undone | null;
}

export interface Undone {
  readonly at: Instant;
  readonly by: string;
  readonly why: string;
}

/** What an import did to one charge or home: JSON texts of how it was and how the import left it. */
export interface ImportChange {
  readonly householdId: string;
  readonly kind: 'charge' | 'household';
  /** Id of the charge or home. */
  readonly subject: string;
  /** Null where the import created it. */
  readonly before: string | null;
  readonly after: string;
}

/** How the columns under a header are read, by the digest of its titles; `mapping` is JSON text. */
export interface KnownMapping {
  readonly shape: string;
  readonly mapping: string;
}

export interface Imports {
  put(batch: ImportBatch): Promise<void>;
  byId(id: string): Promise<ImportBatch | undefined>;
  /** The one of this workbook that stands; undone ones are no obstacle to booking it again. */
  bySha(estateId: string, sha256: string): Promise<ImportBatch | undefined>;
  /** All of an estate, the newest first. */
  list(estateId: string): Promise<ImportBatch[]>;
  /** @returns false when it was undone before. */
  undo(id: string, undone: Undone): Promise<boolean>;
  keepChanges(id: string, changes: readonly ImportChange[]): Promise<void>;
  /** In the order in which they were made; empty once they were forgotten. */
  changes(id: string): Promise<ImportChange[]>;
  /** Keeps the rows that were refused, as JSON text. */
  keepRefused(id: string, rows: string): Promise<void>;
  refused(id: string): Promise<string | undefined>;
  /** Changes and refused rows name people: those of imports before a moment are deleted. */
  forget(estateId: string, before: Instant): Promise<void>;
  keepMapping(estateId: string, known: KnownMapping, by: string, at: Instant): Promise<void>;
  mappings(estateId: string): Promise<KnownMapping[]>;
}
