import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '#ports/store/store.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';

/**
 * Opens the store: the file of a data folder, which is made where it is missing, or a PostgreSQL database.
 * @param database address of a PostgreSQL server; its driver is loaded only where it is used.
 */
export async function openStore(dataDir: string, database?: string): Promise<Store> {
  if (database !== undefined) {
    const { openPostgres } = await import('#store/postgres/open-postgres.ts');
    return openPostgres({ url: database });
  }
  mkdirSync(dataDir, { recursive: true });
  return openSqlite({ file: join(dataDir, 'nuancui.db') });
}
