import { type Kysely, sql } from 'kysely';
import type { Engine } from './0001-begin.ts';
import type { Tables } from './tables.ts';

/**
 * Imports that can be undone: what each changed, which rows it refused, how its columns were read, and which bills are
 * missing from the last whole list. A workbook that was undone may be booked again, so its digest is unique among those
 * that stand.
 */
export async function addImports(db: Kysely<Tables>, engine: Engine): Promise<void> {
  const order = engine === 'postgres' ? ' collate "C"' : '';
  const statements = [
    `create table import_book (id text primary key, estate_id text not null references estate(id),
      n integer not null, sha256 text not null, file_name text not null, as_of text not null, mode text not null,
      accepted integer not null, refused integer not null, total bigint not null, at bigint not null,
      "by" text not null, totals text, undone_at bigint, undone_by text, undone_why text, unique (estate_id, n))`,
    `insert into import_book (id, estate_id, n, sha256, file_name, as_of, mode, accepted, refused, total, at, "by")
      select id, estate_id, row_number() over (partition by estate_id order by at, id), sha256, file_name, as_of,
      mode, accepted, refused, total, at, "by" from import_batch`,
    'drop table import_batch',
    'alter table import_book rename to import_batch',
    'create unique index import_standing on import_batch (estate_id, sha256) where undone_at is null',
    `create table import_change (import_id text not null references import_batch(id), n integer not null,
      household_id text not null, kind text not null, subject text not null, before text, after text not null,
      primary key (import_id, n))`,
    'create index import_change_of on import_change (household_id)',
    'create table import_refused (import_id text primary key references import_batch(id), rows text not null)',
    `create table import_mapping (estate_id text not null references estate(id), shape text${order} not null,
      mapping text not null, at bigint not null, "by" text not null, primary key (estate_id, shape))`,
    'alter table charge add column missing_in text',
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
