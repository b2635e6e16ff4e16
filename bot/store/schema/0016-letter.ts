import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** Formal letters that a person approved, and how they were delivered; the files lie in the media folder. */
export async function addLetters(db: Kysely<Tables>): Promise<void> {
  const statements = [
    `create table letter (number text primary key, estate_id text not null references estate(id),
      household_id text not null references household(id), approved_at bigint not null,
      approved_by text not null, sha256 text, total bigint not null, reply_by text not null,
      periods text not null, how text, reference text, outcome text, received_by text,
      settled_on text, recorded_at bigint, recorded_by text)`,
    `create index letter_of_household on letter (household_id)`,
    `create index letter_file on letter (sha256) where sha256 is not null`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
