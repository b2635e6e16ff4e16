import { type Kysely, sql } from 'kysely';
import type { Engine } from './0001-begin.ts';
import type { Tables } from './tables.ts';

const NUMBER: Readonly<Record<Engine, string>> = {
  sqlite: 'integer primary key autoincrement',
  postgres: 'bigint generated always as identity primary key',
};

const GUARDS: Readonly<Record<Engine, readonly string[]>> = {
  sqlite: [
    `create trigger audit_no_update before update on audit
      begin select raise(abort, 'the audit is append-only'); end`,
    `create trigger audit_no_delete before delete on audit
      begin select raise(abort, 'the audit is append-only'); end`,
  ],
  postgres: [
    `create function audit_append_only() returns trigger language plpgsql as
      $$ begin raise exception 'the audit is append-only'; end $$`,
    `create trigger audit_append_only before update or delete on audit
      for each row execute function audit_append_only()`,
    `create trigger audit_no_truncate before truncate on audit
      for each statement execute function audit_append_only()`,
  ],
};

/** Colleagues who come and go, tries at the door that outlive a restart, and what colleagues did, for good. */
export async function addAudit(db: Kysely<Tables>, engine: Engine): Promise<void> {
  const statements = [
    'alter table staff add column must_change integer not null default 0',
    'alter table staff add column ended_at bigint',
    'alter table session add column seen_at bigint not null default 0',
    'create index session_of on session (staff_id)',
    'create table login_try (key text primary key, count integer not null, until bigint not null)',
    `create table audit (seq ${NUMBER[engine]}, at bigint not null, actor text, act text not null,
      subject text not null, before text, after text, reason text)`,
    ...GUARDS[engine],
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
