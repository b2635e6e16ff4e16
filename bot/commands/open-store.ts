import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '#ports/store/store.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';

/** Opens the store of a data folder, which is made where it is missing. */
export async function openStore(dataDir: string): Promise<Store> {
  mkdirSync(dataDir, { recursive: true });
  return openSqlite({ file: join(dataDir, 'nuancui.db') });
}
