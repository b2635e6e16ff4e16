import { join } from 'node:path';
import {
  type CategoryId,
  type ScriptId,
  type StatuteId,
  categoryId,
  isCategoryId,
  isScriptId,
  isStatuteId,
  scriptId,
  statuteId,
} from '#domain/category.ts';
import type { Category, Refusal, Script, Statute } from '#domain/content.ts';
import { type YamlReader, foldersIn, yamlIn } from './read-yaml.ts';
import { refusalSchema } from './schema/refusal.ts';
import { categorySchema, scriptSchema } from './schema/script.ts';
import { statuteSchema } from './schema/statute.ts';

/** What stands in `scripts/`. */
export interface Shelf {
  readonly categories: ReadonlyMap<CategoryId, Category>;
  readonly scripts: ReadonlyMap<ScriptId, Script>;
  readonly statutes: ReadonlyMap<StatuteId, Statute>;
  readonly refusals: readonly Refusal[];
}

const STATUTES = 'statutes';
const REFUSALS = 'refusals';

/** Reads `scripts/`: every folder but the registry and the refusals is a debtor category. */
export function readScripts(reader: YamlReader, root: string): Shelf {
  const categories = new Map<CategoryId, Category>();
  const scripts = new Map<ScriptId, Script>();
  for (const folder of foldersIn(root)) {
    if (folder === STATUTES || folder === REFUSALS) continue;
    if (!isCategoryId(folder)) {
      reader.note(`scripts/${folder}`, 'name', 'a category is named in small letters and dashes');
      continue;
    }
    const path = join(root, folder);
    for (const name of yamlIn(path)) {
      const file = `scripts/${folder}/${name}.yaml`;
      if (name === 'category') {
        const read = reader.read(join(path, 'category.yaml'), file, categorySchema);
        if (!read) continue;
        const fallback = read.fallback === null ? null : categoryId(read.fallback);
        categories.set(folder, Object.freeze({ ...read, id: folder, fallback }));
        continue;
      }
      const id = `${folder}/${name}`;
      if (!isScriptId(id)) {
        reader.note(file, 'name', 'a script is named in small letters, digits and dashes');
        continue;
      }
      const read = reader.read(join(path, `${name}.yaml`), file, scriptSchema);
      if (read) scripts.set(scriptId(id), Object.freeze({ ...read, id, category: folder }));
    }
  }
  return {
    categories,
    scripts,
    statutes: readStatutes(reader, root),
    refusals: readRefusals(reader, root),
  };
}

function readStatutes(reader: YamlReader, root: string): Map<StatuteId, Statute> {
  const statutes = new Map<StatuteId, Statute>();
  for (const name of yamlIn(join(root, STATUTES))) {
    const file = `scripts/${STATUTES}/${name}.yaml`;
    if (!isStatuteId(name)) {
      reader.note(file, 'name', 'an article is named as in MFD-944');
      continue;
    }
    const read = reader.read(join(root, STATUTES, `${name}.yaml`), file, statuteSchema);
    if (!read) continue;
    const { source: _source, ...statute } = read;
    const text = statute.text.trimEnd();
    statutes.set(statuteId(name), Object.freeze({ ...statute, text, id: name }));
  }
  return statutes;
}

function readRefusals(reader: YamlReader, root: string): Refusal[] {
  return yamlIn(join(root, REFUSALS)).flatMap((rule) => {
    const file = `scripts/${REFUSALS}/${rule}.yaml`;
    const read = reader.read(join(root, REFUSALS, `${rule}.yaml`), file, refusalSchema);
    if (!read) return [];
    const { reason, patterns, except } = read;
    return [Object.freeze({ rule, reason, patterns, except })];
  });
}
