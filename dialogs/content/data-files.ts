import { existsSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

interface Place {
  readonly folders: Set<string>;
  readonly files: Set<string>;
}

/**
 * Which file on disk stands at which place of the data, as `scripts/forgetful/busy.yaml`. Places do not depend on where
 * a folder lies, so that part of the data can be laid over the whole and checked as if it stood there.
 */
export class DataFiles {
  readonly #paths: ReadonlyMap<string, string>;
  readonly #places = new Map<string, Place>();

  constructor(paths: ReadonlyMap<string, string>) {
    this.#paths = paths;
    for (const name of paths.keys()) this.#enter(name);
  }

  /** Everything below a folder, as it would stand at `place`; nothing when there is no such folder. */
  static below(folder: string, place: string): DataFiles {
    const names = existsSync(folder)
      ? readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
      : [];
    return new DataFiles(
      new Map(
        names
          .toSorted()
          .map((path) => [
            `${place}/${path.slice(join(folder, sep).length).replaceAll(sep, '/')}`,
            path,
          ]),
      ),
    );
  }

  /** Places that have a file, in the order of their names. */
  get names(): string[] {
    return [...this.#paths.keys()].toSorted();
  }

  has(name: string): boolean {
    return this.#paths.has(name);
  }

  /** The file on disk at a place. */
  path(name: string): string | undefined {
    return this.#paths.get(name);
  }

  /** These files, and where they have none, those of `base`. */
  over(base: DataFiles): DataFiles {
    return new DataFiles(new Map([...base.#paths, ...this.#paths]));
  }

  /** Those of the files whose place `keep` wants. */
  filter(keep: (name: string) => boolean): DataFiles {
    return new DataFiles(new Map([...this.#paths].filter(([name]) => keep(name))));
  }

  /** Names of the folders at a place. */
  foldersIn(place: string): string[] {
    return [...(this.#places.get(place)?.folders ?? [])].toSorted();
  }

  /** Names of the YAML files at a place without their ending. */
  yamlIn(place: string): string[] {
    return [...(this.#places.get(place)?.files ?? [])]
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => name.slice(0, -'.yaml'.length))
      .toSorted();
  }

  #enter(name: string): void {
    const parts = name.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) {
      const place = parts.slice(0, depth).join('/');
      const known = this.#places.get(place) ?? { folders: new Set(), files: new Set() };
      this.#places.set(place, known);
      const kind = depth === parts.length - 1 ? known.files : known.folders;
      kind.add(parts[depth] ?? '');
    }
  }
}
