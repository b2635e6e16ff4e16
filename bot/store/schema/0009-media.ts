import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** What came with messages, from the moment it is announced until it is erased. */
export async function addMedia(db: Kysely<Tables>): Promise<void> {
  const statements = [
    `create table media (id text primary key, estate_id text not null references estate(id),
      conversation_id text not null references conversation(id),
      contact_id text not null references contact(id), household_id text,
      message_seq bigint not null unique, channel text not null, ref text, kind text not null,
      name text, text text, mime text, size bigint, sha256 text, state text not null,
      created_at bigint not null, settled_at bigint)`,
    `create index media_of_conversation on media (conversation_id)`,
    `create index media_of_contact on media (contact_id, created_at)`,
    `create index media_of_estate on media (estate_id, created_at)`,
    `create index media_of_household on media (household_id) where household_id is not null`,
    `create index media_bytes on media (sha256) where sha256 is not null`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
