import { spelled } from '#policy/identity/code.ts';
import type { Estate } from '#domain/estate.ts';
import type { Instant } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import type { PaperWords } from '../paper-words.ts';

/** One home's slip: its code, and what to do with it. No name and no sum: it lies in a letter box. */
export interface Slip {
  readonly title: string;
  readonly room: string;
  /** As it is typed, in two groups. */
  readonly code: string;
  readonly lines: readonly string[];
  readonly until: string;
}

/** Puts a code into the words of its slip. */
export function slipOf(
  {
    code,
    room,
    expiresAt,
  }: { readonly code: string; readonly room: string; readonly expiresAt: Instant },
  { company, name, office, timezone }: Estate,
  words: PaperWords,
): Slip {
  const until = words.book.day(dateAt(expiresAt, timezone));
  const lines = ['how', 'typing', 'once', 'care'].map((key) =>
    words.say(`slip.${key}`, { until, office }),
  );
  const title = words.say('slip.title', { company, estate: name });
  return { title, room: words.say('slip.room', { room }), code: spelled(code), lines, until };
}
