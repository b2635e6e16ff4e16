import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { CompiledQuery } from 'kysely';
import { storeFault } from '../store-fault.ts';

/** What the driver binds; anything else is a programming error. */
type Bound = string | number | null;

/** How many statements stay compiled; more than the store has, so that only what is built anew ever falls out. */
const MOST_STATEMENTS = 500;

/** Runs queries on one node:sqlite database; a statement is compiled when its text is first seen, and kept. */
export class StatementRunner {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** @throws Fault STORE_FAILED when the database refuses. */
  rows(query: CompiledQuery<unknown>): unknown[] {
    try {
      return this.#statement(query.sql).all(...bind(query.parameters));
    } catch (error) {
      throw storeFault(error);
    }
  }

  /** @returns how many rows changed. @throws Fault STORE_FAILED when the database refuses. */
  change(query: CompiledQuery<unknown>): number {
    try {
      return Number(this.#statement(query.sql).run(...bind(query.parameters)).changes);
    } catch (error) {
      throw storeFault(error);
    }
  }

  /** Whether the statement gives rows. @throws Fault STORE_FAILED when it is none. */
  gives(query: CompiledQuery<unknown>): boolean {
    try {
      return this.#statement(query.sql).columns().length > 0;
    } catch (error) {
      throw storeFault(error);
    }
  }

  /** Runs a statement without parameters, as `begin`. @throws Fault STORE_FAILED when the database refuses. */
  command(text: string): void {
    try {
      this.#statement(text).run();
    } catch (error) {
      throw storeFault(error);
    }
  }

  /** The least recently used one makes room, so that ad hoc statements never push the standing ones out. */
  #statement(text: string): StatementSync {
    const known = this.#statements.get(text);
    if (known && this.#statements.size < MOST_STATEMENTS) return known;
    const statement = known ?? this.#database.prepare(text);
    this.#statements.delete(text);
    const [oldest] = this.#statements.keys();
    if (oldest !== undefined && this.#statements.size >= MOST_STATEMENTS) {
      this.#statements.delete(oldest);
    }
    this.#statements.set(text, statement);
    return statement;
  }
}

function bind(parameters: readonly unknown[]): Bound[] {
  return parameters.map((value) => {
    if (value === null || typeof value === 'string' || typeof value === 'number') return value;
    throw new TypeError(`the store binds text and numbers, not ${typeof value}`);
  });
}
