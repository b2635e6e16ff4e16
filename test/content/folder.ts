import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ContentFolders } from '#content/load.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The project's own data. */
export const SHIPPED: ContentFolders = {
  scripts: join(root, 'scripts'),
  locales: join(root, 'locales'),
};

/** Files below the project with other text; null takes the file away. */
export type Changes = Readonly<Record<string, string | null>>;

/** Does something with a copy of the project's data in which some files are different, and takes the copy away. */
export function withChanged<T>(changes: Changes, act: (folders: ContentFolders) => T): T {
  const copy = mkdtempSync(join(tmpdir(), 'content-'));
  try {
    for (const folder of ['scripts', 'locales']) {
      cpSync(join(root, folder), join(copy, folder), {
        recursive: true,
        filter: (name) => !name.includes('utterances') && !name.endsWith('.json'),
      });
    }
    for (const [file, text] of Object.entries(changes)) {
      const path = join(copy, file);
      if (text === null) rmSync(path, { force: true });
      else {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      }
    }
    return act({ scripts: join(copy, 'scripts'), locales: join(copy, 'locales') });
  } finally {
    rmSync(copy, { recursive: true });
  }
}
