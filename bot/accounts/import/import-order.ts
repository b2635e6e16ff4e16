import type { LocalDate } from '#domain/time.ts';
import type { ImportMode } from '#ports/store/imports.ts';

/** How a plan is to be booked, and for whom. */
export interface ImportOrder {
  /** Name of the estate, which is founded where it is new. */
  readonly estate: string;
  readonly asOf: LocalDate;
  readonly mode: ImportMode;
  /** How many rooms may be put on hold, where somebody was asked; null where nobody was. */
  readonly mayHold: number | null;
  /** Staff id, or `command`. */
  readonly by: string;
}
