import { sql } from 'kysely';
import { Fault } from '#errors';
import type { Store, Tx } from '#ports/store/store.ts';
import { GroupCommit } from '../group-commit.ts';
import { migrate } from '../schema/migrate.ts';
import { UnitScope } from '../unit-scope.ts';
import { LanePool } from './lane-pool.ts';
import { PostgresOthers } from './postgres-others.ts';
import { WriterTransactions } from './writer-transactions.ts';

export interface PostgresOptions {
  /** As `postgres://user@host:5432/database`. */
  readonly url: string;
  /** Schema of the tables, made where it is missing; several stores may share a database. */
  readonly schema?: string;
  /** Most connections that read at once; one more writes. */
  readonly readers?: number;
}

const SCHEMA = /^[a-z_][a-z0-9_]{0,62}$/u;

/**
 * Opens the store on PostgreSQL, for many processes and machines. Writers take turns by a lock of the database,
 * wherever they run, so that every rule of the embedded engine holds here word for word; those of one process that wait
 * together share a commit. Readers do not wait: each sees one moment.
 * @throws Fault STORE_FAILED when the server cannot be reached, STORE_SCHEMA when its schema is not ours.
 */
export async function openPostgres({
  url,
  schema = 'public',
  readers: most = 8,
}: PostgresOptions): Promise<Store> {
  if (!SCHEMA.test(schema)) {
    throw new Fault('INPUT_INVALID', { schema, right: 'lower-case letters, digits and _' });
  }
  const writers = new LanePool({ url, schema, most: 1 });
  const readers = new LanePool({ url, schema, most });
  try {
    await prepareSchema(writers, schema);
  } catch (error) {
    await Promise.all([writers.end(), readers.end()]);
    throw error;
  }
  const scope = new UnitScope();
  const transactions = new WriterTransactions(writers, schema);
  const group = new GroupCommit(transactions, scope);
  const reading = new Set<Promise<unknown>>();
  const others = new PostgresOthers(url, schema);
  let closing: Promise<void> | undefined;

  async function end(): Promise<void> {
    await group.end();
    await Promise.allSettled(reading);
    await Promise.all([writers.end(), readers.end(), others.close()]);
  }

  return {
    others,
    async read(work) {
      scope.refuseNested();
      if (closing) throw new Fault('STORE_FAILED', { right: 'a store that is open' });
      const done = scope.run(async () => readSnapshot(readers, work));
      reading.add(done);
      try {
        return await done;
      } finally {
        reading.delete(done);
      }
    },
    write: async (work) => group.run('write', async () => work(transactions.tx)),
    close: async () => (closing ??= end()),
  };
}

/** Makes what is missing, one process at a time: the server itself stumbles when two make the same thing at once. */
async function prepareSchema(lanes: LanePool, schema: string): Promise<void> {
  const { lane, release } = await lanes.take();
  const lock = `hashtextextended('nuancui schema ${schema}', 0)`;
  try {
    await lane.command(`select pg_advisory_lock(${lock})`);
    const exists = sql`select 1 from pg_namespace where nspname = ${schema}`;
    const { rows } = await exists.execute(lane.db);
    if (rows.length === 0) await lane.command(`create schema "${schema}"`);
    await migrate(lane.db, 'postgres', schema);
    await lane.command(`select pg_advisory_unlock(${lock})`);
  } finally {
    release();
  }
}

async function readSnapshot<T>(lanes: LanePool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { lane, release } = await lanes.take();
  try {
    await lane.command('begin isolation level repeatable read read only');
    try {
      return await work(lane.tx);
    } finally {
      // Nothing was written: there is nothing to keep.
      await lane.command('rollback');
    }
  } finally {
    release();
  }
}
