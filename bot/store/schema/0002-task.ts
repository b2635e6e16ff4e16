import { type Kysely, sql } from 'kysely';
import type { Engine } from './0001-begin.ts';
import type { Tables } from './tables.ts';

/** Tasks of the office; one a charge, kind, day and notice, so that nobody is told twice. */
export async function addTasks(db: Kysely<Tables>, engine: Engine): Promise<void> {
  const order = engine === 'postgres' ? ' collate "C"' : '';
  const statements = [
    `create table task (id text primary key, estate_id text not null references estate(id),
      household_id text not null references household(id),
      charge_id text not null references charge(id), kind text not null, queue text not null,
      due_on text${order} not null, notice integer not null, opened_at bigint not null,
      closed_at bigint, closed_by text, unique (charge_id, kind, due_on, notice))`,
    `create index task_open on task (estate_id, due_on) where closed_at is null`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
