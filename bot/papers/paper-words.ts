import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Message, type MessageValues, compileMessage } from '#content/message.ts';
import { wordsSchema } from '#content/schema/wording.ts';
import { WordBook } from '#content/words.ts';
import type { Instant } from '#domain/time.ts';
import { wallClock } from '#domain/zone.ts';
import { Fault } from '#errors';
import type { CapitalWords } from './letter/capital-sum.ts';

const families = z.record(z.string(), z.record(z.string(), z.string()));
const four = z.tuple([z.string(), z.string(), z.string(), z.string()]);
const capital = z.strictObject({
  digits: z.string(),
  places: four,
  groups: four,
  yuan: z.string(),
  jiao: z.string(),
  fen: z.string(),
  whole: z.string(),
});
const letterTexts = z.object({ capital }).catchall(z.string());
const texts = z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())]));

/** The words of papers in one language. */
export interface PaperWords {
  readonly locale: string;
  readonly book: WordBook;
  /** A message by its key, as `pack.title`. @throws Fault when the language lacks it or a value it needs. */
  say(key: string, values?: MessageValues): string;
  /** A code as the console names it, as `label('withheld', 'disputed')`; the code itself where it has no name. */
  label(family: string, code: string): string;
  /** How sums are written out in words that cannot be altered. */
  readonly capital: CapitalWords;
  /** Day and minute of the estate's clock, as `2026-11-24 18:05`. */
  moment(at: Instant, zone: string): string;
}

/** Reads the words of papers from the folder of languages. @throws Fault when the language is not there. */
export function readPaperWords(locales: string, tag: string): PaperWords {
  const read = (name: string): unknown => parse(readFileSync(join(locales, tag, name), 'utf8'));
  const messages = new Map<string, Message>();
  const { capital: capitalWords, ...letter } = letterTexts.parse(read('letter.yaml'));
  for (const [key, text] of leaves({ ...texts.parse(read('papers.yaml')), letter })) {
    messages.set(key, compileMessage(text, tag));
  }
  const labels = families.parse(read('console.yaml'));
  return {
    locale: tag,
    book: new WordBook(wordsSchema.parse(read('words.yaml')), tag),
    say(key, values = {}) {
      const message = messages.get(key);
      if (!message) throw new Fault('CATALOGUE_INVALID', { locale: tag, missing: key });
      return message.format(values);
    },
    capital: capitalWords,
    label: (family, code) => labels[family]?.[code] ?? code,
    moment: (at, zone) => clockText(at, zone),
  };
}

/** Day and minute of a zone's clock. */
export function clockText(at: Instant, zone: string): string {
  const { date, minutes } = wallClock(at, zone);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function leaves(value: z.infer<typeof texts>): [string, string][] {
  return Object.entries(value).flatMap(([key, part]): [string, string][] =>
    typeof part === 'string'
      ? [[key, part]]
      : Object.entries(part).map(([below, text]) => [`${key}.${below}`, text]),
  );
}
