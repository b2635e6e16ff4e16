import { join } from 'node:path';
import { type Instant, instant } from '#domain/time.ts';
import type { Understanding } from '#domain/understanding.ts';
import { loadPerception } from '#perception/load-perception.ts';
import { type Perception, createPerception } from '#perception/perceive.ts';

/** The folder of languages of the project. */
export const LOCALES = join(import.meta.dirname, '..', '..', 'locales');

/** Perception with the trained classifier of the project. */
export const perception: Perception = createPerception(loadPerception(LOCALES));

/** Tuesday, 3 March 2026, ten in the morning in China. */
export const MARCH: Instant = instant(Date.parse('2026-03-03T10:00:00+08:00'));
/** Wednesday, 18 November 2026, ten in the morning in China. */
export const NOVEMBER: Instant = instant(Date.parse('2026-11-18T10:00:00+08:00'));

/** What is understood of a text in March without an open question. */
export function heard(
  text: string,
  context: { now?: Instant; choices?: number; awaiting?: string | null } = {},
): Understanding {
  const { now = MARCH, choices = 0, awaiting = null } = context;
  return perception.understand(text, { now, timezone: 'Asia/Shanghai', awaiting, choices });
}
