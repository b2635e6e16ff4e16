import type { LocalDate } from '#domain/time.ts';

/** A day that words stand for. */
export interface ReadDay {
  readonly due: LocalDate;
  /** The words leave the day open. */
  readonly unsure: boolean;
}

/** One way of naming a day. */
export interface DayRule {
  /** Global; the whole match is the resident's words. */
  readonly pattern: RegExp;
  /** `past` and `years` are recognised so that nothing else reads them; they name no day to pay on. */
  readonly kind: 'day' | 'past' | 'years';
  /** Null when the words name no existing day. */
  read(groups: readonly (string | undefined)[], today: LocalDate): ReadDay | null;
}

export function sure(due: LocalDate | null): ReadDay | null {
  return due && { due, unsure: false };
}

export function vague(due: LocalDate | null): ReadDay | null {
  return due && { due, unsure: true };
}

/** A rule for words that name no day to pay on. */
export function silent(kind: 'past' | 'years', pattern: RegExp): DayRule {
  return { pattern, kind, read: () => null };
}
