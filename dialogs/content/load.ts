import type { Catalogue } from '#domain/content.ts';
import type { Estate } from '#domain/estate.ts';
import type { Speech } from '#domain/speech.ts';
import type { LocalDate } from '#domain/time.ts';
import { SOURCE_LOCALE } from '#domain/locale.ts';
import { ContentError } from './content-error.ts';
import { crossCheck } from './cross-check.ts';
import { readLanguages } from './load-locales.ts';
import { readScripts } from './load-scripts.ts';
import { YamlReader } from './read-yaml.ts';
import { type Rendered, render } from './render.ts';
import { readEstate } from './schema/estate.ts';

/** Folders of the data. */
export interface ContentFolders {
  readonly scripts: string;
  readonly locales: string;
}

/** The scripts, their words and the law, read once and checked against each other. */
export interface Content {
  readonly catalogue: Catalogue;
  render(speech: Speech, today: LocalDate): Rendered;
  /** Reads an estate's settings; names it leaves out are those of the source language. */
  estate(input: unknown): Estate;
  /** What a fee is called where a source names none. */
  readonly feeItem: string;
}

/**
 * Reads all data. @throws ContentError with every finding when the data do not hold together.
 */
export function loadContent(folders: ContentFolders): Content {
  const reader = new YamlReader();
  const shelf = readScripts(reader, folders.scripts);
  const { languages, names } = readLanguages(reader, folders.locales);
  crossCheck(reader, shelf, languages);
  const source = languages.get(SOURCE_LOCALE);
  if (!source) reader.note(folders.locales, 'locale', `${SOURCE_LOCALE} is missing`);
  if (!source || !names || reader.findings.length > 0) throw new ContentError(reader.findings);

  const catalogue: Catalogue = {
    ...shelf,
    locales: [...languages.keys()],
    variants: (script, locale) => languages.get(locale)?.wordings.get(script)?.length ?? 0,
  };
  const library = { scripts: shelf.scripts, statutes: shelf.statutes, languages };
  return {
    catalogue,
    render: (speech, today) => render(library, speech, today),
    estate: (input) => readEstate(input, names),
    feeItem: source.book.say('fee-item', {}),
  };
}
