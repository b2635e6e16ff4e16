import type { LocalDate } from '#domain/time.ts';

/** A formal letter before it is printed: all of it in words, every text through the speech guard. */
export interface Letter {
  readonly number: string;
  readonly date: LocalDate;
  readonly head: { readonly company: string; readonly estate: string; readonly office: string };
  readonly title: string;
  readonly reference: string;
  readonly addressee: string;
  readonly opening: readonly string[];
  readonly table: {
    readonly heads: readonly string[];
    readonly rows: readonly (readonly string[])[];
  };
  readonly total: readonly string[];
  readonly closing: readonly string[];
  /** Place for seal and signature. */
  readonly signature: readonly string[];
  /** Title and lines of the slip that proves delivery. */
  readonly slip: readonly string[];
  /** Foot of each page. */
  foot(page: number, pages: number): string;
}
