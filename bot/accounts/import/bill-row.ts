import type { ChargeBasis, Occupancy } from '#domain/household.ts';
import type { Fen } from '#domain/money.ts';
import type { LocalDate } from '#domain/time.ts';
import type { Period } from './period-grammar.ts';

/** A bill as a row gives it. */
export interface BillRow {
  readonly room: string;
  /** `''` where the row names nobody. */
  readonly owner: string;
  readonly phone: string | null;
  readonly occupancy: Occupancy;
  readonly item: string;
  readonly period: Period;
  readonly due: LocalDate;
  /** What is due after what was waived. */
  readonly amount: Fen;
  readonly paid: Fen;
  /** What the amount is reckoned from, where the sheet says so. */
  readonly basis?: ChargeBasis;
}
