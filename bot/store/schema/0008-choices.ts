import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** The numbered choices at the end of a message, apart from its text, for channels that show a menu. */
export async function addChoices(db: Kysely<Tables>): Promise<void> {
  await sql.raw('alter table outbound add column choices text').execute(db);
}
