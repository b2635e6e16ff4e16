import type { z } from 'zod';
import { Fault } from '#errors';
import { type Fen, fen } from '#domain/money.ts';
import { type Instant, type LocalDate, instant, localDate } from '#domain/time.ts';

/** A stored word that must be one of a list. @throws Fault when a newer release wrote another. */
export function oneOf<T extends string>(list: readonly T[], value: string): T {
  const found = list.find((known) => known === value);
  if (found === undefined) throw new Fault('STORE_SCHEMA', { value, right: list.join(' | ') });
  return found;
}

/** A stored JSON text of a known shape. @throws Fault when a newer release wrote another. */
export function fromJson<T>(shape: z.ZodType<T>, text: string): T {
  try {
    return shape.parse(JSON.parse(text));
  } catch (error) {
    throw new Fault('STORE_SCHEMA', { right: 'JSON text of the shape we store' }, { cause: error });
  }
}

export function oneOfOrNull<T extends string>(list: readonly T[], value: string | null): T | null {
  return value === null ? null : oneOf(list, value);
}

const days = new Map<string, LocalDate>();

/** How many days are remembered: some ten years of them. */
const MOST_DAYS = 4000;

/** A stored day. The same few come again and again, so that each is checked once. */
export function day(text: string): LocalDate {
  const known = days.get(text);
  if (known !== undefined) return known;
  const read = localDate(text);
  if (days.size >= MOST_DAYS) days.clear();
  days.set(text, read);
  return read;
}

export function instantOrNull(value: number | null): Instant | null {
  return value === null ? null : instant(value);
}

export function fenOrNull(value: number | null): Fen | null {
  return value === null ? null : fen(value);
}

/** A flag as both engines store it. */
export function flag(value: boolean): 0 | 1 {
  return value ? 1 : 0;
}
