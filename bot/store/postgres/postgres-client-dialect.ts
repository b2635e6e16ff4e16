import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';

/** Runs a statement without parameters. */
export interface Commands {
  command(text: string): Promise<void>;
}

/** Kysely's dialect over one connection; the store makes its own transactions, only migrations use these. */
export class PostgresClientDialect implements Dialect {
  readonly #connection: DatabaseConnection;
  readonly #commands: Commands;

  constructor(connection: DatabaseConnection, commands: Commands) {
    this.#connection = connection;
    this.#commands = commands;
  }

  createAdapter(): PostgresAdapter {
    return new PostgresAdapter();
  }

  createDriver(): Driver {
    const commands = this.#commands;
    const nothing = async (): Promise<void> => undefined;
    return {
      init: nothing,
      acquireConnection: async () => this.#connection,
      beginTransaction: async () => commands.command('begin'),
      commitTransaction: async () => commands.command('commit'),
      rollbackTransaction: async () => commands.command('rollback'),
      releaseConnection: nothing,
      destroy: nothing,
    };
  }

  createIntrospector(db: Kysely<unknown>): PostgresIntrospector {
    return new PostgresIntrospector(db);
  }

  createQueryCompiler(): PostgresQueryCompiler {
    return new PostgresQueryCompiler();
  }
}
