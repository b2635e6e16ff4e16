import { z } from 'zod';
import { type ScriptId, isScriptId } from '#domain/category.ts';
import { type Locale, SOURCE_LOCALE, isLocale } from '#domain/locale.ts';
import { type Message, compileMessage } from './message.ts';
import type { YamlReader } from './read-yaml.ts';
import type { Language, PlacedMessage, Reply } from './render.ts';
import type { EstateNames } from './schema/estate.ts';
import { repliesSchema } from './schema/reply.ts';
import { WORD_VALUES, type Words, wordingSchema, wordsSchema } from './schema/wording.ts';
import { WordBook, wordKeys } from './words.ts';

const namesSchema = z.strictObject({
  company: z.string(),
  steward: z.string(),
  office: z.string(),
  staffHours: z.string(),
});

/** What stands in `locales/`. */
export interface Languages {
  readonly languages: ReadonlyMap<Locale, Language>;
  /** What an estate is called until its office says so, in the source language. */
  readonly names: EstateNames | undefined;
}

/** Reads `locales/`: every folder is a language. */
export function readLanguages(reader: YamlReader): Languages {
  const languages = new Map<Locale, Language>();
  for (const tag of reader.files.foldersIn('locales')) {
    if (!isLocale(tag)) {
      reader.note(`locales/${tag}`, 'name', 'a language is named as in zh-CN');
      continue;
    }
    const file = `locales/${tag}/words.yaml`;
    const words = reader.read(file, wordsSchema);
    if (!words || !areReadable(reader, words, file, tag)) continue;
    const wordings = readWordings(reader, tag);
    const replies = readReplies(reader, tag);
    languages.set(tag, { book: new WordBook(words, tag), wordings, replies });
  }
  const file = `locales/${SOURCE_LOCALE}/estate.yaml`;
  return { languages, names: reader.read(file, namesSchema) };
}

/** Whether every shared message can be read and uses no value but those it is given. */
function areReadable(reader: YamlReader, words: Words, file: string, tag: Locale): boolean {
  const before = reader.findings.length;
  for (const key of wordKeys()) {
    const message = compiled(reader, words[key], tag, file, [key]);
    const given: readonly string[] = WORD_VALUES[key];
    for (const slot of message?.slots ?? []) {
      if (!given.includes(slot)) reader.note(file, 'slot', `${key} does not know {${slot}}`, [key]);
    }
  }
  return reader.findings.length === before;
}

function readWordings(reader: YamlReader, tag: Locale): Map<ScriptId, readonly PlacedMessage[]> {
  const wordings = new Map<ScriptId, readonly PlacedMessage[]>();
  for (const category of reader.files.yamlIn(`locales/${tag}/scripts`)) {
    const file = `locales/${tag}/scripts/${category}.yaml`;
    const read = reader.read(file, wordingSchema);
    for (const [name, texts] of Object.entries(read ?? {})) {
      const id = `${category}/${name}`;
      if (!isScriptId(id)) {
        reader.note(file, 'name', `${name} is not named like a script`, [name]);
        continue;
      }
      const messages = texts.flatMap((text, at) => {
        const message = compiled(reader, text, tag, file, [name, String(at)]);
        return message ? [{ ...message, at }] : [];
      });
      wordings.set(id, Object.freeze(messages));
    }
  }
  return wordings;
}

/** The canned replies of a language; none where it has no such file. */
function readReplies(reader: YamlReader, tag: Locale): Map<string, Reply> {
  const replies = new Map<string, Reply>();
  const file = `locales/${tag}/replies.yaml`;
  if (!reader.files.has(file)) return replies;
  for (const [id, { title, text }] of Object.entries(reader.read(file, repliesSchema) ?? {})) {
    const message = compiled(reader, text, tag, file, [id, 'text']);
    if (message) replies.set(id, { title, message });
  }
  return replies;
}

function compiled(
  reader: YamlReader,
  text: string,
  tag: Locale,
  file: string,
  where: readonly string[],
): Message | undefined {
  try {
    return compileMessage(text, tag);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unreadable';
    reader.note(file, 'icu', `${where.join('.')}: ${why}`, where);
    return undefined;
  }
}
