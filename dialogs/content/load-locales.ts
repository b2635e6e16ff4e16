import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type ScriptId, isScriptId, scriptId } from '#domain/category.ts';
import { type Locale, SOURCE_LOCALE, isLocale, locale } from '#domain/locale.ts';
import { type YamlReader, foldersIn, yamlIn } from './read-yaml.ts';
import type { Language } from './render.ts';
import type { EstateNames } from './schema/estate.ts';
import { wordingSchema, wordsSchema } from './schema/wording.ts';
import { type Message, WordBook, compileMessage } from './words.ts';

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
  for (const folder of foldersIn(root)) {
    if (!isLocale(folder)) {
      reader.note(`locales/${folder}`, 'name', 'a language is named as in zh-CN');
      continue;
    }
    const file = `locales/${folder}/words.yaml`;
    const path = join(root, folder, 'words.yaml');
    if (!existsSync(path)) {
      reader.note(file, 'locale', 'every language needs its words.yaml');
      continue;
    }
    const words = reader.read(path, file, wordsSchema);
    if (!words) continue;
    const tag = locale(folder);
    const wordings = readWordings(reader, root, tag);
    languages.set(tag, { book: new WordBook(words, tag), wordings });
  }
  const file = `locales/${SOURCE_LOCALE}/estate.yaml`;
  const path = join(root, SOURCE_LOCALE, 'estate.yaml');
  return { languages, names: reader.read(path, file, namesSchema) };
}

function readWordings(
  reader: YamlReader,
  root: string,
  tag: Locale,
): Map<ScriptId, readonly Message[]> {
  const wordings = new Map<ScriptId, readonly Message[]>();
  for (const category of yamlIn(join(root, tag, 'scripts'))) {
    const file = `locales/${tag}/scripts/${category}.yaml`;
    const read = reader.read(join(root, tag, 'scripts', `${category}.yaml`), file, wordingSchema);
    for (const [name, texts] of Object.entries(read ?? {})) {
      const id = `${category}/${name}`;
      if (!isScriptId(id)) {
        reader.note(file, 'name', `${name} is not named like a script`);
        continue;
      }
      try {
        wordings.set(
          scriptId(id),
          texts.map((text) => compileMessage(text, tag)),
        );
      } catch (error) {
        reader.note(
          file,
          'icu',
          `${name}: ${error instanceof Error ? error.message : 'unreadable'}`,
        );
      }
    }
  }
  return wordings;
}
