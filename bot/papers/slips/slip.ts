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
  /** What its square says: the way to the account with the code, or the code alone. */
  readonly square: string;
  readonly lines: readonly string[];
  readonly until: string;
}

/** Puts a code into the words of its slip. */
export function slipOf(
  {
    code,
    room,
    expiresAt,
    link,
  }: {
    readonly code: string;
    readonly room: string;
    readonly expiresAt: Instant;
    /** Opens the conversation and brings the code along; null where no channel has such a link. */
    readonly link: string | null;
  },
  { company, name, office, timezone }: Estate,
  words: PaperWords,
): Slip {
  const until = words.book.day(dateAt(expiresAt, timezone));
  const how = link === null ? 'how' : 'scan';
  const lines = [how, 'typing', 'once', 'care'].map((key) =>
    words.say(`slip.${key}`, { until, office }),
  );
  const title = words.say('slip.title', { company, estate: name });
  return {
    title,
    room: words.say('slip.room', { room }),
    code: spelled(code),
    square: link ?? code,
    lines,
    until,
  };
}

/** The slip of a home whose owner is verified and only has to come: no code, which would let in whoever finds it. */
export function slipWithoutCode(
  { room, link }: { readonly room: string; readonly link: string },
  { company, name, office }: Estate,
  words: PaperWords,
): Slip {
  const lines = ['come', 'known'].map((key) => words.say(`slip.${key}`, { office }));
  const title = words.say('slip.title', { company, estate: name });
  return {
    title,
    room: words.say('slip.room', { room }),
    code: '',
    square: link,
    lines,
    until: '',
  };
}
