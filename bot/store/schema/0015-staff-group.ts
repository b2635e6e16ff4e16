import { type Kysely, sql } from 'kysely';
import type { Engine } from './0001-begin.ts';
import type { Tables } from './tables.ts';

const NUMBER: Readonly<Record<Engine, string>> = {
  sqlite: 'integer primary key autoincrement',
  postgres: 'bigint generated always as identity primary key',
};

/** Colleagues and their groups in WeChat: codes, who is bound, case numbers, what was written to them and alerted. */
export async function addStaffGroups(db: Kysely<Tables>, engine: Engine): Promise<void> {
  const statements = [
    `create table staff_code (hash text primary key, purpose text not null, staff_id text not null,
      estate_id text, made_at bigint not null, expires_at bigint not null, used_at bigint, ended_at bigint)`,
    `create index staff_code_of on staff_code (staff_id, purpose)`,
    `create table staff_contact (contact_id text primary key references contact(id), channel text not null,
      staff_id text not null, bound_at bigint not null, ended_at bigint)`,
    `create index staff_contact_of on staff_contact (staff_id)`,
    `create table staff_group (id text primary key, channel text not null, key text not null,
      estate_id text not null references estate(id), epoch integer not null, bound_by text not null,
      bound_at bigint not null, ended_at bigint)`,
    `create unique index staff_group_living on staff_group (channel, key) where ended_at is null`,
    `create index staff_group_of on staff_group (estate_id) where ended_at is null`,
    `create table case_number (number ${NUMBER[engine]},
      conversation_id text not null unique references conversation(id))`,
    `create table staff_word (channel text not null, message_id text not null, at bigint not null,
      primary key (channel, message_id))`,
    `create table staff_post (id text primary key, channel text not null, address text not null,
      is_room integer not null, text text not null, status text not null, reason text,
      created_at bigint not null, settled_at bigint)`,
    `create index staff_post_to on staff_post (channel, address, created_at)`,
    `create table staff_alert (conversation_id text not null references conversation(id), epoch integer not null,
      kind text not null, at bigint not null, primary key (conversation_id, epoch, kind))`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
