import { type CompiledQuery, Kysely, PostgresDialect, type Transaction, sql } from 'kysely';
import pg from 'pg';
import { Fault } from '#errors';
import type { Store } from '#ports/store/store.ts';
import type { Connection } from '../query/connection.ts';
import { createTx } from '../query/tx.ts';
import { migrate } from '../schema/migrate.ts';
import type { Tables } from '../schema/tables.ts';

export interface PostgresOptions {
  readonly url: string;
  /** Schema of its own, as for tests; the default is the database's first. */
  readonly schema?: string;
  /** Most connections held. */
  readonly connections?: number;
}

/** Number of the lock that a writer holds until its transaction ends. */
const WRITER = 6_170_216;

/** Both engines give whole numbers as numbers; none of ours is beyond what a float holds exactly. */
const INT8 = 20;

const parsers = new pg.TypeOverrides();
parsers.setTypeParser(INT8, (text: string) => Number(text));

/**
 * Opens the store on PostgreSQL, for many machines. Writers take turns by a lock of the database, wherever they run: the
 * ledger's chain lets only one pass at a time anyway, and so the rules of the embedded engine hold here word for word.
 * @throws Fault STORE_FAILED when the server cannot be reached, STORE_SCHEMA when its schema is not ours.
 */
export async function openPostgres({ url, schema, connections }: PostgresOptions): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections ?? 10,
    types: parsers,
    ...(schema !== undefined && { options: `-c search_path=${schema}` }),
  });
  pool.on('error', () => undefined);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    if (schema !== undefined) await pool.query(`create schema if not exists "${schema}"`);
    await migrate(db, 'postgres', schema);
  } catch (error) {
    await db.destroy();
    if (error instanceof Fault) throw error;
    throw new Fault(
      'STORE_FAILED',
      { right: 'a PostgreSQL server at the given address' },
      { cause: error },
    );
  }
  return {
    read: async (work) =>
      db.transaction().execute(async (transaction) => work(createTx(connect(transaction)))),
    write: async (work) =>
      db.transaction().execute(async (transaction) => {
        await sql`select pg_advisory_xact_lock(${WRITER})`.execute(transaction);
        return work(createTx(connect(transaction)));
      }),
    close: async () => db.destroy(),
  };
}

function connect(transaction: Transaction<Tables>): Connection {
  return {
    db: transaction,
    run: async <R>(query: CompiledQuery<R>) => (await transaction.executeQuery(query)).rows,
    change: async (query) => Number((await transaction.executeQuery(query)).numAffectedRows ?? 0),
  };
}
