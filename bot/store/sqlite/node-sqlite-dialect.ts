import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { rowsAs } from '../rows-as.ts';
import type { StatementRunner } from './statement-runner.ts';

/** A migration of SQLite is undone whole when it breaks off, which Kysely does not make use of by itself. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Kysely's dialect over one node:sqlite database; the store makes its own transactions, only migrations use these. */
export class NodeSqliteDialect implements Dialect {
  readonly #runner: StatementRunner;

  constructor(runner: StatementRunner) {
    this.#runner = runner;
  }

  createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }

  createDriver(): Driver {
    const runner = this.#runner;
    const connection: DatabaseConnection = {
      executeQuery: async <R>(query: CompiledQuery) => execute<R>(runner, query),
      // oxlint-disable-next-line require-yield -- the interface asks for a stream; the store reads in pages
      async *streamQuery() {
        throw new Error('the store reads in pages, never in streams');
      },
    };
    const nothing = async (): Promise<void> => undefined;
    return {
      init: nothing,
      acquireConnection: async () => connection,
      beginTransaction: async () => runner.command('begin immediate'),
      commitTransaction: async () => runner.command('commit'),
      rollbackTransaction: async () => runner.command('rollback'),
      releaseConnection: nothing,
      destroy: nothing,
    };
  }

  createIntrospector(db: Kysely<unknown>): SqliteIntrospector {
    return new SqliteIntrospector(db);
  }

  createQueryCompiler(): SqliteQueryCompiler {
    return new SqliteQueryCompiler();
  }
}

function execute<R>(runner: StatementRunner, query: CompiledQuery): QueryResult<R> {
  if (runner.gives(query)) return { rows: rowsAs<R>(runner.rows(query)) };
  return { rows: [], numAffectedRows: BigInt(runner.change(query)) };
}
