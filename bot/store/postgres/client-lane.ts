import { type CompiledQuery, type DatabaseConnection, Kysely, type QueryResult } from 'kysely';
import type pg from 'pg';
import { Fault } from '#errors';
import type { Tx } from '#ports/store/store.ts';
import { createTx } from '../query/tx.ts';
import { rowsAs } from '../rows-as.ts';
import type { Tables } from '../schema/tables.ts';
import { PostgresClientDialect } from './postgres-client-dialect.ts';
import { serverFault, staysUsable } from './server-fault.ts';

/** PostgreSQL has no way to store the character of code 0; the character for "unreadable" stands in its place. */
const NUL = '\0';
const UNREADABLE = '\u{FFFD}';

/** One connection to the server with the repositories over it; the server prepares a statement when it first comes. */
export class ClientLane {
  readonly db: Kysely<Tables>;
  readonly tx: Tx;
  readonly #client: pg.ClientBase;
  readonly #names = new Map<string, string>();
  #broken = false;

  constructor(client: pg.ClientBase) {
    this.#client = client;
    const connection: DatabaseConnection = {
      executeQuery: async <R>(query: CompiledQuery) => this.#execute<R>(query),
      // oxlint-disable-next-line require-yield -- the interface asks for a stream; the store reads in pages
      async *streamQuery() {
        throw new Error('the store reads in pages, never in streams');
      },
    };
    this.db = new Kysely<Tables>({ dialect: new PostgresClientDialect(connection, this) });
    this.tx = createTx({
      db: this.db,
      run: async <R>(query: CompiledQuery<R>) =>
        rowsAs<R>((await this.#query(query.sql, query.parameters, this.#nameOf(query.sql))).rows),
      change: async (query) =>
        (await this.#query(query.sql, query.parameters, this.#nameOf(query.sql))).rowCount ?? 0,
    });
  }

  /** Whether something happened after which nobody should work on this connection. */
  get broken(): boolean {
    return this.#broken;
  }

  /** Runs a statement without parameters, as `begin`. @throws Fault when the server refuses. */
  async command(text: string): Promise<void> {
    await this.#query(text, []);
  }

  /** Ends the transaction. @throws Fault when the server undid it instead. */
  async commit(): Promise<void> {
    const { command } = await this.#query('commit', []);
    if (command !== 'COMMIT') {
      throw new Fault('STORE_FAILED', { right: 'a transaction without a failed statement' });
    }
  }

  async #execute<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, rowCount } = await this.#query(query.sql, query.parameters);
    return { rows: rowsAs<R>(rows), numAffectedRows: BigInt(rowCount ?? 0) };
  }

  async #query(
    text: string,
    parameters: readonly unknown[],
    name?: string,
  ): Promise<pg.QueryResult> {
    const values = parameters.map((value) =>
      typeof value === 'string' && value.includes(NUL) ? value.replaceAll(NUL, UNREADABLE) : value,
    );
    try {
      return await this.#client.query({ text, values, ...(name !== undefined && { name }) });
    } catch (error) {
      this.#broken ||= !staysUsable(error);
      throw serverFault(error);
    }
  }

  /** Only what is compiled once is prepared, so that the server keeps no more statements than the store has. */
  #nameOf(text: string): string {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    const name = `s${this.#names.size}`;
    this.#names.set(text, name);
    return name;
  }
}
