import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** What a charge is reckoned from, where the books say so: hundredths of m², ten-thousandths of a yuan per m² a month. */
export async function addChargeBasis(db: Kysely<Tables>): Promise<void> {
  await sql.raw('alter table charge add column area bigint').execute(db);
  await sql.raw('alter table charge add column rate bigint').execute(db);
}
