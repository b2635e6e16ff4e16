import {
  type CategoryId,
  type ScriptId,
  type StatuteId,
  categoryId,
  isCategoryId,
  isScriptId,
  isStatuteId,
} from '#domain/category.ts';
import type { Category, Script, Statute } from '#domain/content.ts';
import type { YamlReader } from './read-yaml.ts';
import { categorySchema, scriptSchema } from './schema/script.ts';
import { statuteSchema } from './schema/statute.ts';

/** The debtor categories, their scripts and the law as they stand in `scripts/`. */
export interface Shelf {
  readonly categories: ReadonlyMap<CategoryId, Category>;
  readonly scripts: ReadonlyMap<ScriptId, Script>;
  readonly statutes: ReadonlyMap<StatuteId, Statute>;
}

/** Folders of `scripts/` that are no debtor categories. */
export const STATUTES = 'statutes';
export const REFUSALS = 'refusals';

/** Reads `scripts/`: every folder but the registry and the refusals is a debtor category. */
export function readScripts(reader: YamlReader): Shelf {
  const categories = new Map<CategoryId, Category>();
  const scripts = new Map<ScriptId, Script>();
  for (const folder of reader.files.foldersIn('scripts')) {
    if (folder === STATUTES || folder === REFUSALS) continue;
    if (!isCategoryId(folder)) {
      reader.note(`scripts/${folder}`, 'name', 'a category is named in small letters and dashes');
      continue;
    }
    const category = readCategory(reader, folder);
    if (category) categories.set(folder, category);
    for (const script of scriptsOf(reader, folder)) scripts.set(script.id, script);
  }
  return { categories, scripts, statutes: readStatutes(reader) };
}

function readCategory(reader: YamlReader, id: CategoryId): Category | undefined {
  const file = `scripts/${id}/category.yaml`;
  const read = reader.read(file, categorySchema);
  if (!read) return undefined;
  if (read.fallback !== null && !isCategoryId(read.fallback)) {
    reader.note(file, 'fallback', `${read.fallback} is not named like a category`, ['fallback']);
    return undefined;
  }
  const fallback = read.fallback === null ? null : categoryId(read.fallback);
  return Object.freeze({ ...read, id, fallback });
}

/** What a script cannot be looked at without; checks leave out what is broken. */
const SCRIPT_STAND_IN = { on: ['remind'], strategy: '?', owner: '?' };

function scriptsOf(reader: YamlReader, category: CategoryId): Script[] {
  return reader.files.yamlIn(`scripts/${category}`).flatMap((name) => {
    if (name === 'category') return [];
    const id = `${category}/${name}`;
    const file = `scripts/${id}.yaml`;
    if (!isScriptId(id)) {
      reader.note(file, 'name', 'a script is named in small letters, digits and dashes');
      return [];
    }
    const read = reader.read(file, scriptSchema, SCRIPT_STAND_IN);
    return read ? [Object.freeze({ ...read, id, category })] : [];
  });
}

/** What an article cannot be looked at without; one that is broken is never quoted. */
const STATUTE_STAND_IN = {
  title: '?',
  article: '?',
  text: null,
  effectiveFrom: '1949-10-01',
  quotable: false,
  source: '?',
};

function readStatutes(reader: YamlReader): Map<StatuteId, Statute> {
  const statutes = new Map<StatuteId, Statute>();
  for (const id of reader.files.yamlIn(`scripts/${STATUTES}`)) {
    const file = `scripts/${STATUTES}/${id}.yaml`;
    if (!isStatuteId(id)) {
      reader.note(file, 'name', 'an article is named as in MFD-944');
      continue;
    }
    const read = reader.read(file, statuteSchema, STATUTE_STAND_IN);
    if (!read) continue;
    const { source: _source, versionFrom, text, effectiveFrom, ...statute } = read;
    const from = versionFrom ?? effectiveFrom;
    const words = (text ?? '').trimEnd();
    statutes.set(id, Object.freeze({ ...statute, id, text: words, effectiveFrom: from }));
  }
  return statutes;
}
