import type { DatabaseSync, StatementSync } from 'node:sqlite';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

/** What the driver binds; anything else is a programming error that node:sqlite refuses by itself. */
type Bound = string | number | null;

/** How many statements stay compiled; more than the store ever uses. */
const MOST_STATEMENTS = 500;

/** Runs compiled queries on one node:sqlite database, each statement compiled once. */
export class StatementRunner {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  rows(query: CompiledQuery<unknown>): unknown[] {
    return this.#statement(query.sql).all(...bind(query.parameters));
  }

  changes(query: CompiledQuery<unknown>): { changes: bigint; lastInsertRowid: bigint } {
    const { changes, lastInsertRowid } = this.#statement(query.sql).run(...bind(query.parameters));
    return { changes: BigInt(changes), lastInsertRowid: BigInt(lastInsertRowid) };
  }

  /** Whether the statement gives rows. */
  reads(query: CompiledQuery<unknown>): boolean {
    return this.#statement(query.sql).columns().length > 0;
  }

  #statement(text: string): StatementSync {
    const known = this.#statements.get(text);
    if (known) return known;
    if (this.#statements.size >= MOST_STATEMENTS) this.#statements.clear();
    const made = this.#database.prepare(text);
    this.#statements.set(text, made);
    return made;
  }
}

function bind(parameters: readonly unknown[]): Bound[] {
  return parameters.map((value) => {
    if (value === null || typeof value === 'string' || typeof value === 'number') return value;
    throw new TypeError(`the store binds text and numbers, not ${typeof value}`);
  });
}

class RunnerConnection implements DatabaseConnection {
  readonly #runner: StatementRunner;

  constructor(runner: StatementRunner) {
    this.#runner = runner;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#runner.reads(query)) return { rows: rowsAs<R>(this.#runner.rows(query)) };
    const { changes, lastInsertRowid } = this.#runner.changes(query);
    return { rows: [], numAffectedRows: changes, insertId: lastInsertRowid };
  }

  // oxlint-disable-next-line require-yield -- the interface asks for a stream; the store never streams
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('the store reads in pages, never in streams');
  }
}

/** The database's rows have the columns of the query that Kysely typed; this is the one place where that is taken on trust. */
export function rowsAs<R>(rows: unknown): R[] {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- the driver boundary: see above
  return rows as R[];
}

/** Kysely's dialect over node:sqlite; transactions are made by the store, not by Kysely. */
export class NodeSqliteDialect implements Dialect {
  readonly #runner: StatementRunner;

  constructor(runner: StatementRunner) {
    this.#runner = runner;
  }

  createAdapter() {
    return new SqliteAdapter();
  }

  createDriver(): Driver {
    const connection = new RunnerConnection(this.#runner);
    const runner = this.#runner;
    const raw = async (text: string) => void runner.changes(statement(text));
    return {
      init: async () => undefined,
      acquireConnection: async () => connection,
      beginTransaction: async () => raw('begin immediate'),
      commitTransaction: async () => raw('commit'),
      rollbackTransaction: async () => raw('rollback'),
      releaseConnection: async () => undefined,
      destroy: async () => undefined,
    };
  }

  createIntrospector(db: Parameters<Dialect['createIntrospector']>[0]) {
    return new SqliteIntrospector(db);
  }

  createQueryCompiler() {
    return new SqliteQueryCompiler();
  }
}

function statement(text: string): CompiledQuery<unknown> {
  return {
    sql: text,
    parameters: [],
    query: { kind: 'RawNode', sqlFragments: [text], parameters: [] },
    queryId: { queryId: text },
  };
}
