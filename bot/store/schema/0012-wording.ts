import { type Kysely, sql } from 'kysely';
import type { Engine } from './0001-begin.ts';
import type { Tables } from './tables.ts';

const NUMBER: Readonly<Record<Engine, string>> = {
  sqlite: 'integer primary key autoincrement',
  postgres: 'bigint generated always as identity primary key',
};

function guards(engine: Engine, table: string): string[] {
  if (engine === 'sqlite') {
    return ['update', 'delete'].map(
      (change) => `create trigger ${table}_no_${change} before ${change} on ${table}
        begin select raise(abort, 'wordings are append-only'); end`,
    );
  }
  return [
    `create trigger ${table}_append_only before update or delete on ${table}
      for each row execute function wording_append_only()`,
    `create trigger ${table}_no_truncate before truncate on ${table}
      for each statement execute function wording_append_only()`,
  ];
}

/** An office's own wordings, every version for good, what happened to each, and a number that tells when to read anew. */
export async function addWordings(db: Kysely<Tables>, engine: Engine): Promise<void> {
  const statements = [
    `create table wording (id text primary key, script text not null, locale text not null,
      variant integer not null, number integer not null, text text not null, base text not null,
      print text not null, author_id text not null, why text not null, at bigint not null,
      unique (script, locale, variant, number))`,
    `create table wording_step (seq ${NUMBER[engine]}, version_id text not null references wording(id),
      step text not null, by text not null, at bigint not null, reason text)`,
    'create index wording_step_of on wording_step (version_id, seq)',
    'create table wording_revision (id integer primary key, n integer not null)',
    'insert into wording_revision (id, n) values (1, 0)',
    ...(engine === 'postgres'
      ? [
          `create function wording_append_only() returns trigger language plpgsql as
            $$ begin raise exception 'wordings are append-only'; end $$`,
        ]
      : []),
    ...guards(engine, 'wording'),
    ...guards(engine, 'wording_step'),
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
