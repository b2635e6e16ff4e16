import type { HandoffReason, Queue } from '#domain/handoff.ts';
import { HOUR_MS, MINUTE_MS } from '#domain/time.ts';
import type { GroupWords } from './group-words.ts';
import type { Text } from './post.ts';

/** All of a case that colleagues are told in WeChat; nothing else of it ever comes as far as a text. */
export interface CaseFact {
  readonly number: number;
  readonly queue: Queue;
  readonly reason: HandoffReason;
  /** Minutes of office hours. */
  readonly waited: number;
}

const HOUR = HOUR_MS / MINUTE_MS;
/** From here on waits are told in hours. */
const LONG = 2 * HOUR;

/** One case in a line; `key` says how it stands, `name` is a colleague's. */
export function caseLine(
  words: GroupWords,
  key: string,
  { number, queue, reason, waited }: CaseFact,
  name = '',
): Text {
  const n = waited < LONG ? waited : Math.floor(waited / HOUR);
  const unit = waited < 1 ? 'just' : waited < LONG ? 'minutes' : 'hours';
  const text = words.say(key, {
    number: String(number),
    queue: words.label('queue', queue),
    reason: words.label('reason', reason),
    wait: words.say(`alert.${unit}`, { n: String(n) }),
    name,
  });
  return { text, known: [String(number), String(n), name] };
}

/** Several texts, one a line. */
export function joined(texts: readonly Text[]): Text {
  return {
    text: texts.map(({ text }) => text).join('\n'),
    known: texts.flatMap(({ known }) => known),
  };
}

/** A message without a figure of its own but those among its values. */
export function said(
  words: GroupWords,
  key: string,
  values: Readonly<Record<string, string>> = {},
): Text {
  return { text: words.say(key, values), known: Object.values(values) };
}
