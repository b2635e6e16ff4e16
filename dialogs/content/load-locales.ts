import { join } from 'node:path';
import { z } from 'zod';
import { type ScriptId, isScriptId } from '#domain/category.ts';
import { type Locale, SOURCE_LOCALE, isLocale } from '#domain/locale.ts';
import { type Message, compileMessage } from './message.ts';
import { type YamlReader, foldersIn, yamlIn } from './read-yaml.ts';
import type { Language } from './render.ts';
import type { EstateNames } from './schema/estate.ts';
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
export function readLanguages(reader: YamlReader, root: string): Languages {
  const languages = new Map<Locale, Language>();
  for (const tag of foldersIn(root)) {
    if (!isLocale(tag)) {
      reader.note(`locales/${tag}`, 'name', 'a language is named as in zh-CN');
      continue;
    }
    const file = `locales/${tag}/words.yaml`;
    const words = reader.read(join(root, tag, 'words.yaml'), file, wordsSchema);
    if (!words || !areReadable(reader, words, file, tag)) continue;
    const wordings = readWordings(reader, join(root, tag, 'scripts'), tag);
    languages.set(tag, { book: new WordBook(words, tag), wordings });
  }
  const file = `locales/${SOURCE_LOCALE}/estate.yaml`;
  const path = join(root, SOURCE_LOCALE, 'estate.yaml');
  return { languages, names: reader.read(path, file, namesSchema) };
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

function readWordings(
  reader: YamlReader,
  root: string,
  tag: Locale,
): Map<ScriptId, readonly Message[]> {
  const wordings = new Map<ScriptId, readonly Message[]>();
  for (const category of yamlIn(root)) {
    const file = `locales/${tag}/scripts/${category}.yaml`;
    const read = reader.read(join(root, `${category}.yaml`), file, wordingSchema);
    for (const [name, texts] of Object.entries(read ?? {})) {
      const id = `${category}/${name}`;
      if (!isScriptId(id)) {
        reader.note(file, 'name', `${name} is not named like a script`, [name]);
        continue;
      }
      const messages = texts.flatMap(
        (text, index) => compiled(reader, text, tag, file, [name, String(index)]) ?? [],
      );
      wordings.set(id, Object.freeze(messages));
    }
  }
  return wordings;
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
