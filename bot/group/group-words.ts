import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Message, type MessageValues, compileMessage } from '#content/message.ts';
import { OUTCOMES, type Outcome } from '#domain/handoff.ts';
import { SOURCE_LOCALE, isLocale } from '#domain/locale.ts';
import { Fault } from '#errors';
import type { StaffCodePurpose } from '#ports/store/group.ts';

/** What a command may ask for. */
export const COMMAND_WORDS = ['bind', 'bindGroup', 'claim', 'handBack', 'todo'] as const;
export type CommandWord = (typeof COMMAND_WORDS)[number];

const texts = z.record(z.string(), z.string());
const schema = z.strictObject({
  command: z.record(z.enum(COMMAND_WORDS), z.string()),
  outcome: z.record(z.enum(OUTCOMES), z.string()),
  alert: texts,
  say: texts,
});
const labels = z.object({ queue: texts, reason: texts, outcome: texts });

/** The words of colleagues in WeChat. Commands are understood in every language; answers are in the source language. */
export interface GroupWords {
  /** The command words, longest first, in small letters. */
  readonly commands: readonly (readonly [word: string, command: CommandWord])[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** How outcomes are written, for whoever asks; but a promise, which the console alone takes. */
  readonly outcomeWords: readonly string[];
  /** What is to be written in WeChat to use a code. */
  commandText(purpose: StaffCodePurpose, code: string): string;
  /** A message by its key, as `say.claimed`. @throws Fault when there is none, or a value is missing. */
  say(key: string, values?: MessageValues): string;
  /** A code as the console names it. */
  label(family: 'queue' | 'reason' | 'outcome', code: string): string;
}

/** Reads `locales/<tag>/group.yaml` of every language, and the names of codes from the pages' texts. */
export function readGroupWords(locales: string): GroupWords {
  const read = (tag: string, name: string): unknown =>
    parse(readFileSync(join(locales, tag, name), 'utf8'));
  const tags = readdirSync(locales).filter((tag) => isLocale(tag));
  const all = tags.map((tag) => schema.parse(read(tag, 'group.yaml')));
  const own = schema.parse(read(SOURCE_LOCALE, 'group.yaml'));
  const names = labels.parse(read(SOURCE_LOCALE, 'console.yaml'));
  const messages = new Map<string, Message>();
  for (const family of ['alert', 'say'] as const) {
    for (const [key, text] of Object.entries(own[family])) {
      messages.set(`${family}.${key}`, compileMessage(text, SOURCE_LOCALE));
    }
  }
  return {
    commands: all
      .flatMap(({ command }) =>
        COMMAND_WORDS.map((key) => [command[key].toLowerCase(), key] as const),
      )
      .toSorted(([a], [b]) => b.length - a.length),
    outcomes: new Map(
      all.flatMap(({ outcome }) =>
        OUTCOMES.flatMap((code): [string, Outcome][] => [
          [outcome[code].toLowerCase(), code],
          [code, code],
        ]),
      ),
    ),
    outcomeWords: OUTCOMES.filter((code) => code !== 'promise').map((code) => own.outcome[code]),
    commandText: (purpose, code) =>
      `#${own.command[purpose === 'group' ? 'bindGroup' : 'bind']} ${code}`,
    say(key, values = {}) {
      const message = messages.get(key);
      if (!message) throw new Fault('CATALOGUE_INVALID', { locale: SOURCE_LOCALE, missing: key });
      return message.format(values);
    },
    label: (family, code) => names[family][code] ?? code,
  };
}
