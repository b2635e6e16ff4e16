import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** Drafts of colleagues, one a conversation and mode; what they have asked for, one open at a time. */
export async function addDesk(db: Kysely<Tables>): Promise<void> {
  const statements = [
    `create table draft (staff_id text not null references staff(id),
      conversation_id text not null references conversation(id), mode text not null, text text not null,
      at bigint not null, primary key (staff_id, conversation_id, mode))`,
    `create table ask (id text primary key, conversation_id text not null references conversation(id),
      staff_id text not null, subject text not null, said integer not null, opened_at bigint not null,
      closed_at bigint, end_code text)`,
    `create unique index ask_open on ask (conversation_id) where closed_at is null`,
    `create index ask_of on ask (conversation_id, opened_at)`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
