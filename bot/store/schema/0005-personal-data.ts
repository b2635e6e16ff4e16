import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

/**
 * What residents' rights need: the salts of the digests in the ledger, which are deleted with the words they stand for;
 * what a resident asked for; and since when the words of a conversation are gone.
 */
export async function addPersonalData(db: Kysely<Tables>): Promise<void> {
  const statements = [
    `create table text_salt (message text primary key,
      conversation_id text not null references conversation(id), salt text not null)`,
    `create index text_salt_of on text_salt (conversation_id)`,
    `create table rights_request (id text primary key,
      estate_id text not null references estate(id),
      conversation_id text not null references conversation(id),
      contact_id text not null references contact(id), household_id text, kind text not null,
      said text not null, opened_at bigint not null, answer_by text not null, closed_at bigint,
      closed_by text)`,
    `create index rights_request_open on rights_request (estate_id, opened_at)
      where closed_at is null`,
    `create index rights_request_of on rights_request (conversation_id)`,
    `create table erasure (conversation_id text primary key references conversation(id),
      at bigint not null, reason text not null)`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
