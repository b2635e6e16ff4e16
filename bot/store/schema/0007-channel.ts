import { type Kysely, sql } from 'kysely';
import type { Engine } from './0001-begin.ts';
import type { Tables } from './tables.ts';

/** Channels with their logins, deaf periods and breakers; when a message that waits for its turn may leave. */
export async function addChannels(db: Kysely<Tables>, engine: Engine): Promise<void> {
  const bytes = engine === 'postgres' ? ' collate "C"' : '';
  const statements = [
    `create table channel (name text primary key, account text, epoch integer not null,
      ids_change integer not null, logged_in_at bigint, seen_at bigint, state text not null,
      state_since bigint not null, breaker_at bigint, breaker_why text, risk_at bigint)`,
    `create table channel_gap (id text primary key, channel text not null, from_at bigint not null,
      to_at bigint not null, why text not null, conversations text not null, released_at bigint,
      released_by text)`,
    `create index channel_gap_of on channel_gap (channel, to_at)`,
    `create table contact_login (contact_id text primary key references contact(id),
      channel text not null, handle text${bytes}, epoch integer not null)`,
    `create index contact_login_handle on contact_login (channel, handle) where handle is not null`,
    `alter table outbound add column not_before bigint`,
    `create index outbound_settled on outbound (settled_at)`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
