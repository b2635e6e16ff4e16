import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaFolder } from '#ports/media.ts';

const DIGEST = /^[0-9a-f]{64}$/u;

/**
 * A folder of files named by what is in them, so that the same picture sent ten times lies there once. The folder is
 * made with the first file; no name that anybody sent is ever part of a path.
 */
export function openMediaFolder(folder: string): MediaFolder {
  const shelf = (sha256: string) => join(folder, sha256.slice(0, 2));
  const place = (sha256: string) => join(shelf(sha256), sha256);

  return {
    async keep(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const known = await stat(place(sha256)).catch(absent);
      if (known?.size === bytes.length) return sha256;
      await mkdir(shelf(sha256), { recursive: true, mode: 0o700 });
      const draft = join(shelf(sha256), `.${randomUUID()}`);
      try {
        await writeSynced(draft, bytes);
        await rename(draft, place(sha256));
      } finally {
        await rm(draft, { force: true });
      }
      await syncFolder(shelf(sha256));
      return sha256;
    },
    async read(sha256) {
      return DIGEST.test(sha256) ? readFile(place(sha256)).catch(absent) : undefined;
    },
    async remove(sha256) {
      if (DIGEST.test(sha256)) await rm(place(sha256), { force: true });
    },
    async list() {
      const found: string[] = [];
      for (const name of (await readdir(folder).catch(absent)) ?? []) {
        const names = await readdir(join(folder, name)).catch(() => []);
        found.push(...names.filter((one) => DIGEST.test(one)));
      }
      return found;
    },
  };
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A name is durable when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function absent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
