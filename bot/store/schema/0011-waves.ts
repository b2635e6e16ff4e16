import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** Waves that are drawn up, approved, paused and stopped; which wave a message belongs to. */
export async function addWaves(db: Kysely<Tables>): Promise<void> {
  const statements = [
    `create table wave (id text primary key, estate_id text not null references estate(id),
      state text not null, drawn_by text not null, drawn_at bigint not null, digest text not null,
      size integer not null, total bigint not null, ordered_by text, begun_at bigint, ended_at bigint)`,
    `create index wave_of_estate on wave (estate_id, drawn_at)`,
    `create table wave_home (wave_id text not null references wave(id),
      household_id text not null references household(id), room text not null, chosen integer not null,
      stage text, category text not null, script text, sum bigint not null, sample text not null,
      shown_reasons text not null, facts text not null, state text not null, reasons text not null,
      until bigint, primary key (wave_id, household_id))`,
    `create index wave_home_open on wave_home (household_id)
      where state in ('waiting', 'ordered', 'made', 'stopping') and chosen = 1`,
    `create index wave_home_of on wave_home (household_id)`,
    `create table wave_act (wave_id text not null references wave(id), seq integer not null,
      act text not null, at bigint not null, staff_id text, reason text, primary key (wave_id, seq))`,
    `alter table outbound add column wave_id text`,
    `create index outbound_of_wave on outbound (wave_id, household_id) where wave_id is not null`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
