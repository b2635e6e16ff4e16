import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { Fault } from '#errors';
import type { Store, Tx } from '#ports/store/store.ts';
import { GroupCommit } from '../group-commit.ts';
import type { Connection } from '../query/connection.ts';
import { createTx } from '../query/tx.ts';
import { rowsAs } from '../rows-as.ts';
import { migrate } from '../schema/migrate.ts';
import type { Tables } from '../schema/tables.ts';
import { UnitScope } from '../unit-scope.ts';
import { NodeSqliteDialect } from './node-sqlite-dialect.ts';
import { sqliteTransactions } from './sqlite-transactions.ts';
import { StatementRunner } from './statement-runner.ts';
import { takeWriterLock } from './writer-lock.ts';

export interface SqliteOptions {
  /** Path of the database file in a folder that exists, or `:memory:`. */
  readonly file: string;
}

/**
 * Opens the embedded store: one writing process, write-ahead log, every commit on disk before it is reported.
 * @throws Fault STORE_BUSY when another process writes to the file, STORE_SCHEMA when its schema is not ours,
 * STORE_FAILED when the file cannot be used.
 */
export async function openSqlite({ file }: SqliteOptions): Promise<Store> {
  const inMemory = file === ':memory:';
  const unlock = inMemory ? () => undefined : takeWriterLock(file);
  const lanes: Lane[] = [];
  const scope = new UnitScope();
  function close(): void {
    for (const { database } of lanes.toReversed()) database.close();
    unlock();
  }
  try {
    const writer = openLane(file, scope);
    lanes.push(writer);
    await migrate(writer.db, 'sqlite');
    // A database in memory has one connection: its reads take their turn among the writes.
    const reader = inMemory ? writer : openLane(file, scope);
    if (reader !== writer) lanes.push(reader);
    return storeOf(reader, writer, close);
  } catch (error) {
    close();
    throw error;
  }
}

/** One connection, the repositories over it, and the queue of who works on it. */
interface Lane {
  readonly database: DatabaseSync;
  readonly db: Kysely<Tables>;
  readonly tx: Tx;
  readonly group: GroupCommit;
}

function storeOf(reader: Lane, writer: Lane, close: () => void): Store {
  let closing: Promise<void> | undefined;
  async function end(): Promise<void> {
    await Promise.all([reader.group.end(), writer.group.end()]);
    close();
  }
  return {
    read: async (work) => reader.group.run('read', async () => work(reader.tx)),
    write: async (work) => writer.group.run('write', async () => work(writer.tx)),
    close: async () => (closing ??= end()),
  };
}

function openLane(file: string, scope: UnitScope): Lane {
  const database = openDatabase(file);
  const runner = new StatementRunner(database);
  const connection: Connection = {
    db: new Kysely<Tables>({ dialect: new NodeSqliteDialect(runner) }),
    run: async (query) => rowsAs(runner.rows(query)),
    change: async (query) => runner.change(query),
  };
  const group = new GroupCommit(sqliteTransactions(database, runner), scope);
  return { database, db: connection.db, tx: createTx(connection), group };
}

const SETTINGS = [
  // What a busy estate touches again and again stays in memory, and is copied home from the log less often.
  'pragma cache_size = -65536',
  'pragma wal_autocheckpoint = 8000',
  'pragma synchronous = full',
  'pragma foreign_keys = on',
  // Without it, a row that is replaced would pass by the triggers that keep the ledger.
  'pragma recursive_triggers = on',
];

function openDatabase(file: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 5000 });
    const mode = database.prepare('pragma journal_mode = wal').get()?.['journal_mode'];
    if (mode !== 'wal' && mode !== 'memory') throw new Error(`no write-ahead log: ${String(mode)}`);
    for (const setting of SETTINGS) database.exec(setting);
    return database;
  } catch (error) {
    database?.close();
    throw new Fault('STORE_FAILED', { file, right: 'a writable database file' }, { cause: error });
  }
}
