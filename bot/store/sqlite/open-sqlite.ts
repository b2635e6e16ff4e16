import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { Fault } from '#errors';
import type { Store, Tx } from '#ports/store/store.ts';
import type { Connection } from '../query/connection.ts';
import { createTx } from '../query/tx.ts';
import { migrate } from '../schema/migrate.ts';
import type { Tables } from '../schema/tables.ts';
import { GroupCommit } from './group-commit.ts';
import { NodeSqliteDialect, StatementRunner, rowsAs } from './node-sqlite.ts';
import { takeWriterLock } from './writer-lock.ts';

export interface SqliteOptions {
  /** Path of the database file, or `:memory:`. */
  readonly file: string;
}

/**
 * Opens the embedded store: one writing process, write-ahead log, every commit on disk before it is reported.
 * @throws Fault STORE_BUSY when another process writes to the file, STORE_SCHEMA when its schema is not ours.
 */
export async function openSqlite({ file }: SqliteOptions): Promise<Store> {
  const inMemory = file === ':memory:';
  const unlock = inMemory ? () => undefined : takeWriterLock(file);
  try {
    const writer = openDatabase(file);
    const writing = connect(writer);
    await migrate(writing.db, 'sqlite');
    const group = new GroupCommit(writer);
    const tx = createTx(writing);
    // A database in memory has one connection: its reads take their turn among the writes.
    const reader = inMemory ? undefined : openDatabase(file);
    const readTx = reader && createTx(connect(reader));
    return store(group, tx, readTx, () => {
      reader?.close();
      writer.close();
      unlock();
    });
  } catch (error) {
    unlock();
    throw error;
  }
}

function store(group: GroupCommit, tx: Tx, readTx: Tx | undefined, close: () => void): Store {
  let closing: Promise<void> | undefined;
  return {
    read: async (work) => (readTx ? work(readTx) : group.read(async () => work(tx))),
    write: async (work) => group.write(async () => work(tx)),
    async close() {
      closing ??= group.end().then(close);
      return closing;
    },
  };
}

function openDatabase(file: string): DatabaseSync {
  try {
    const database = new DatabaseSync(file, { timeout: 5000 });
    database.exec('pragma journal_mode = wal');
    database.exec('pragma synchronous = full');
    database.exec('pragma foreign_keys = on');
    return database;
  } catch (error) {
    throw new Fault('STORE_FAILED', { file, right: 'a writable database file' }, { cause: error });
  }
}

function connect(database: DatabaseSync): Connection {
  const runner = new StatementRunner(database);
  return {
    db: new Kysely<Tables>({ dialect: new NodeSqliteDialect(runner) }),
    run: async (query) => rowsAs(runner.rows(query)),
    change: async (query) => Number(runner.changes(query).changes),
  };
}
