import { type CompiledQuery, type Selectable, sql } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import { type Connection, type Values, param, prepare } from './connection.ts';

/**
 * The statement that claims due jobs: of each key the oldest, and only where none of that key is being worked on. Both
 * conditions are looked up in partial indexes, so that a long queue of one key or a great many jobs of later days do not
 * slow it down. Its values are `now`, `lease` (until when) and `limit`.
 */
export function claimDue({
  db,
}: Pick<Connection, 'db'>): (values: Values) => CompiledQuery<Selectable<Tables['job']>> {
  const due = db
    .selectFrom('job')
    .select('id')
    .where(sql<boolean>`state = 'ready'`)
    .where('run_at', '<=', param('now'))
    .where(
      sql<boolean>`not exists (select 1 from job busy where busy.key = job.key and busy.state = 'active')`,
    )
    .where(
      sql<boolean>`not exists (select 1 from job older where older.key = job.key and older.state = 'ready'
        and (older.run_at, older.id) < (job.run_at, job.id))`,
    )
    .orderBy('run_at')
    .orderBy('id')
    .limit(param('limit'));
  return prepare(
    db
      .with(
        (cte) => cte('due').materialized(),
        () => due,
      )
      .updateTable('job')
      .set((column) => ({
        state: 'active',
        lease_until: param('lease'),
        fence: column('fence', '+', 1),
        tries: column('tries', '+', 1),
      }))
      .where('id', 'in', (from) => from.selectFrom('due').select('due.id'))
      .returningAll(),
  );
}
