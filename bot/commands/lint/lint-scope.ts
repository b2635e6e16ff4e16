import { dirname, join, sep } from 'node:path';
import { existsSync, statSync } from 'node:fs';
import { DataFiles } from '#content/data-files.ts';
import { ROOT } from '../open-house.ts';
import { placesOf } from './place-of.ts';

/** What lint looks at. */
export interface LintScope {
  /** The files asked for, and around them what they are checked against. */
  readonly files: DataFiles;
  readonly asked: ReadonlySet<string>;
  /** The project the paths belong to; where a file that is missing would lie. */
  readonly root: string;
  /** Paths that cannot be read. */
  readonly unreadable: readonly string[];
  /** Files that are none of the data. */
  readonly strange: readonly string[];
}

/** A shelf that has this stands by itself; any other is part of something larger. */
const WHOLE = 'scripts/unknown/category.yaml';

/** Kinds of data that come from the project where a folder has none of its own. */
const SHARED: readonly RegExp[] = [
  /^scripts\/statutes\//u,
  /^scripts\/refusals\//u,
  /^scripts\/(?:evidence|strategies)\.yaml$/u,
  /^locales\/[^/]+\/checks\.yaml$/u,
  /^locales\/[^/]+\/variants\.yaml$/u,
  /^locales\/[^/]+\/topics\.yaml$/u,
];

/** Lays the paths over what surrounds them: their own project where they have one, else this one. */
export function scopeOf(paths: readonly string[]): LintScope {
  const own = projectAt(ROOT);
  if (paths.length === 0) {
    return { files: own, asked: new Set(own.names), root: ROOT, unreadable: [], strange: [] };
  }
  const readable = paths.filter((path) => statSync(path, { throwIfNoEntry: false }) !== undefined);
  const placed = readable.flatMap(placesOf);
  let given = new DataFiles(new Map());
  let around = new DataFiles(new Map());
  const roots: string[] = [];
  for (const { path, place } of placed) {
    if (place === undefined) continue;
    given = filesAt(path, place).over(given);
    const root = rootOf(path, place);
    if (root === undefined) continue;
    roots.push(root);
    if (root !== ROOT) around = projectAt(root).over(around);
  }
  const whole = given.over(around);
  const base = whole.has(WHOLE)
    ? own.filter((name) =>
        SHARED.some((kind) => kind.test(name) && !whole.names.some((one) => kind.test(one))),
      )
    : own;
  return {
    files: whole.over(base),
    asked: new Set(given.names),
    root: roots[0] ?? ROOT,
    unreadable: paths.filter((path) => !readable.includes(path)),
    strange: placed.filter(({ place }) => place === undefined).map(({ path }) => path),
  };
}

function filesAt(path: string, place: string): DataFiles {
  return statSync(path).isDirectory()
    ? DataFiles.below(path, place)
    : new DataFiles(new Map([[place, path]]));
}

function projectAt(root: string): DataFiles {
  return DataFiles.below(join(root, 'scripts'), 'scripts').over(
    DataFiles.below(join(root, 'locales'), 'locales'),
  );
}

/** The folder in which a path's `scripts` or `locales` lies, where it has both. */
function rootOf(path: string, place: string): string | undefined {
  const tail = sep + place.replaceAll('/', sep);
  const root = path.endsWith(tail) ? path.slice(0, -tail.length) : dirname(path);
  return ['scripts', 'locales'].every((room) => existsSync(join(root, room))) ? root : undefined;
}
