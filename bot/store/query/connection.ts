import { type CompiledQuery, type Compilable, type Kysely, type RawBuilder, sql } from 'kysely';
import { Fault } from '#errors';
import type { Tables } from '../schema/tables.ts';

/** One database connection within a transaction: a query builder, and a short way for queries compiled once. */
export interface Connection {
  readonly db: Kysely<Tables>;
  /** The rows a statement gives. */
  run<R>(query: CompiledQuery<R>): Promise<R[]>;
  /** How many rows the statement changed. */
  change(query: CompiledQuery<unknown>): Promise<number>;
}

/** Stands for a value that is known only when the query runs. */
class Parameter {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** A placeholder in a query that is compiled once and run often; it fits where any value would. */
export function param(name: string): RawBuilder<never> {
  return sql<never>`${new Parameter(name)}`;
}

/** Values by the names of their placeholders. */
export type Values = Readonly<Record<string, string | number | null>>;

/** Compiles a query once; the result puts in the values of one run. Building a query anew costs more than running it. */
export function prepare<R>(query: Compilable<R>): (values: Values) => CompiledQuery<R> {
  const compiled = query.compile();
  return (values) => ({
    ...compiled,
    parameters: compiled.parameters.map((parameter) =>
      parameter instanceof Parameter ? valueOf(values, parameter.name) : parameter,
    ),
  });
}

/** The row that a statement that always gives one has given. */
export function stored<R>(row: R | undefined): R {
  if (row === undefined) throw new Fault('STORE_FAILED', { right: 'a row for what was written' });
  return row;
}

function valueOf(values: Values, name: string): string | number | null {
  const value = values[name];
  if (value === undefined) throw new Error(`the query needs a value for ${name}`);
  return value;
}
