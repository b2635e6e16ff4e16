import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { parseDocument } from 'yaml';
import { isCategoryId } from '#domain/category.ts';
import { isLocale } from '#domain/locale.ts';

/** Where a path stands in the data, as `scripts/forgetful`; several for a folder of loose files. */
export interface Placed {
  readonly path: string;
  /** Undefined for a file that is none of the data. */
  readonly place: string | undefined;
}

/** Folders below a language of which the files are known by name. */
const OF_LANGUAGE =
  /^(?:words|estate|replies|topics|checks|variants|lexicon|console|import|import-headers)\.ya?ml$/u;

/** Where a path stands in the data: by where it lies, or else by what it holds. */
export function placesOf(path: string): Placed[] {
  const full = resolve(path);
  return statSync(full).isDirectory()
    ? folderPlaces(full)
    : [{ path: full, place: filePlace(full) }];
}

function folderPlaces(full: string): Placed[] {
  const entries = readdirSync(full, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const name = basename(full);
  const has = (file: string) => existsSync(join(full, file));
  const rooms = ['scripts', 'locales'].filter((room) => folders.includes(room));
  if (rooms.length > 0 && !isLanguage(full))
    return rooms.map((room) => ({ path: join(full, room), place: room }));
  const inside = placeByLocation(full);
  if (inside !== undefined) return [{ path: full, place: inside }];
  if (isLanguage(full)) return [{ path: full, place: `locales/${name}` }];
  if (folders.some((tag) => isLanguage(join(full, tag)))) {
    return [{ path: full, place: 'locales' }];
  }
  const isShelf = folders.some(
    (folder) =>
      ['statutes', 'refusals'].includes(folder) || existsSync(join(full, folder, 'category.yaml')),
  );
  if (isShelf) return [{ path: full, place: 'scripts' }];
  if (has('category.yaml') || name === 'statutes' || name === 'refusals') {
    return [{ path: full, place: `scripts/${name}` }];
  }
  return entries.flatMap((entry) => {
    const at = join(full, entry.name);
    return entry.isDirectory() ? folderPlaces(at) : [{ path: at, place: filePlace(at) }];
  });
}

/** Whether a folder is a language: named like one, with words or wordings in it, and no shelf of scripts. */
function isLanguage(full: string): boolean {
  if (!isLocale(basename(full)) || existsSync(join(full, 'locales'))) return false;
  if (existsSync(join(full, 'words.yaml')) || basename(dirname(full)) === 'locales') return true;
  const wordings = join(full, 'scripts');
  return (
    existsSync(wordings) &&
    readdirSync(wordings, { withFileTypes: true }).every((entry) => entry.isFile())
  );
}

/** The part of the path from `scripts` or `locales` on, where it lies below one. */
function placeByLocation(full: string): string | undefined {
  const parts = full.split(sep);
  const locales = parts.lastIndexOf('locales');
  if (locales !== -1) return parts.slice(locales).join('/');
  const scripts = parts.lastIndexOf('scripts');
  if (scripts === -1) return undefined;
  const rest = parts.slice(scripts);
  // `en/scripts` holds wordings, not scripts.
  const above = parts.slice(0, scripts).join(sep);
  return (isLanguage(above) ? ['locales', basename(above), ...rest] : rest).join('/');
}

/** A single file: by where it lies, or by what is written in it. */
function filePlace(full: string): string | undefined {
  const inside = placeByLocation(full);
  if (inside !== undefined) return inside;
  const name = basename(full);
  const folder = basename(dirname(full));
  if (!/\.ya?ml$/u.test(name)) return undefined;
  const yaml = name.replace(/\.ya?ml$/u, '.yaml');
  if (OF_LANGUAGE.test(name)) return `locales/${isLocale(folder) ? folder : 'zh-CN'}/${yaml}`;
  const category = isCategoryId(folder) ? folder : 'unknown';
  if (yaml === 'category.yaml') return `scripts/${category}/${yaml}`;
  const keys = new Set(keysIn(full));
  const all = (...wanted: readonly string[]) => wanted.every((key) => keys.has(key));
  if (keys.has('article') || all('effectiveFrom')) return `scripts/statutes/${yaml}`;
  if (all('patterns') || all('examples')) return `scripts/refusals/${yaml}`;
  if (['on', 'strategy', 'owner', 'stages', 'cites'].filter((key) => keys.has(key)).length >= 2) {
    return `scripts/${existsSync(join(dirname(full), 'category.yaml')) ? category : 'unknown'}/${yaml}`;
  }
  if (keys.size > 0 && isCategoryId(yaml.slice(0, -'.yaml'.length))) {
    return `locales/${isLocale(folder) ? folder : 'zh-CN'}/scripts/${yaml}`;
  }
  return undefined;
}

function keysIn(full: string): string[] {
  const value: unknown = parseDocument(readFileSync(full, 'utf8')).toJS();
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.keys(value)
    : [];
}
