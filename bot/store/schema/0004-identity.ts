import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

const STATEMENTS: readonly string[] = [
  `alter table binding add column scope text`,
  `alter table binding add column dropped_at bigint`,
  `create table bind_code (hash text primary key, estate_id text not null references estate(id),
    household_id text not null references household(id), scope text, issued_by text,
    made_at bigint not null, expires_at bigint not null, used_by text, used_at bigint,
    agreed_at bigint, ended_at bigint)`,
  `create index bind_code_of on bind_code (household_id)`,
  `create table identity_try (contact_id text not null references contact(id), room text,
    at bigint not null)`,
  `create index identity_try_of on identity_try (contact_id, at)`,
  `create index identity_try_at on identity_try (room, at)`,
  `create table identity_request (id text primary key, estate_id text not null references estate(id),
    contact_id text not null references contact(id),
    conversation_id text not null references conversation(id), room text not null,
    name text not null, last_four text, opened_at bigint not null, closed_at bigint,
    ended_as text, staff_id text, reason text)`,
  `create index identity_request_open on identity_request (estate_id, opened_at)
    where closed_at is null`,
  `create unique index identity_request_of on identity_request (contact_id) where closed_at is null`,
];

/** What a delegate may do, one-time codes (their hashes), tries, and requests that staff decide. */
export async function addIdentity(db: Kysely<Tables>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
