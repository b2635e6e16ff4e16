import type { z } from 'zod';
import { Fault } from '#errors';
import { type Fen, fen } from '#domain/money.ts';
import { type Instant, instant } from '#domain/time.ts';

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
