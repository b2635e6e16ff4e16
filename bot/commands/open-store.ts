import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '#errors';
import type { Store } from '#ports/store/store.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';

/** Name of the database in the data folder. */
const DATABASE_FILE = 'nuancui.db';

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
  return openSqlite({ file: join(dataDir, DATABASE_FILE) });
}

/** Opens a store that is there already. @throws Fault INPUT_INVALID when the folder has none. */
export async function openKnownStore(dataDir: string, database?: string): Promise<Store> {
  if (database === undefined && !existsSync(join(dataDir, DATABASE_FILE))) {
    const right = 'the folder that "start" or "import" wrote to';
    throw new Fault('INPUT_INVALID', { data: dataDir, missing: DATABASE_FILE, right });
  }
  return openStore(dataDir, database);
}
