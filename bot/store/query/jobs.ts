import { type Selectable, sql } from 'kysely';
import { instant } from '#domain/time.ts';
import type { Job, Jobs } from '#ports/store/jobs.ts';
import type { Tables } from '../schema/tables.ts';
import { type Connection, param, prepare } from './connection.ts';
import { claimDue } from './claim-due.ts';

/** Tries after which a job is dead and waits for a person. */
const MOST_TRIES = 5;

/** Reads a job as the port knows it. */
export function readJob(row: Selectable<Tables['job']>): Job {
  const { id, queue, key, dedup, run_at: runAt, payload, tries, fence } = row;
  return { id, queue, key, dedup, runAt: instant(runAt), payload, tries, fence };
}

export function jobs(connection: Connection): Jobs {
  const { db, run, change } = connection;
  const all = db.selectFrom('job').selectAll();
  // The predicate of a partial index must stand in the statement itself, not among its parameters.
  const isReady = sql<boolean>`state = 'ready'`;
  const isActive = sql<boolean>`state = 'active'`;
  const replacement = {
    queue: param('queue'),
    key: param('key'),
    run_at: param('at'),
    payload: param('payload'),
    tries: 0,
    error: null,
  };
  const schedule = prepare(
    db
      .insertInto('job')
      .values({
        ...replacement,
        dedup: param('dedup'),
        state: 'ready',
        fence: 0,
        lease_until: null,
      })
      .onConflict((conflict) => conflict.column('dedup').where(isReady).doUpdateSet(replacement)),
  );
  const cancel = prepare(db.deleteFrom('job').where('dedup', '=', param('dedup')).where(isReady));
  const ready = prepare(all.where('dedup', '=', param('dedup')).where(isReady));
  const claimed = claimDue(connection);
  const held = prepare(
    all.where('id', '=', param('id')).where('fence', '=', param('fence')).where(isActive),
  );
  const finish = prepare(
    db
      .deleteFrom('job')
      .where('id', '=', param('id'))
      .where('fence', '=', param('fence'))
      .where(isActive),
  );
  const release = prepare(
    db
      .updateTable('job')
      .set({
        state: param('state'),
        run_at: param('at'),
        error: param('error'),
        lease_until: null,
      })
      .where('id', '=', param('id')),
  );
  const active = all.where(isActive);
  const everyActive = prepare(active);
  const lapsed = prepare(active.where('lease_until', '<', param('now')));
  const next = prepare(
    db.selectFrom('job').select('run_at').where(isReady).orderBy('run_at').limit(1),
  );

  /** Whether newer work of the same kind waits: it does what this job could not. */
  async function isReplaced(dedup: string): Promise<boolean> {
    return (await run(ready({ dedup }))).length > 0;
  }

  return {
    async schedule({ queue, key, dedup, runAt, payload }) {
      await change(schedule({ queue, key, dedup, at: runAt, payload }));
    },
    async cancel(dedup) {
      await change(cancel({ dedup }));
    },
    async ready(dedup) {
      const [row] = await run(ready({ dedup }));
      return row && readJob(row);
    },
    async claim(now, leaseMs, limit) {
      const rows = await run(claimed({ now, lease: now + leaseMs, limit }));
      return rows.map(readJob).toSorted((a, b) => a.runAt - b.runAt || a.id - b.id);
    },
    finish: async (id, fence) => (await change(finish({ id, fence }))) === 1,
    async retry(id, fence, runAt, error) {
      const [row] = await run(held({ id, fence }));
      if (!row) return false;
      const dead = row.tries >= MOST_TRIES;
      if (!dead && (await isReplaced(row.dedup)))
        return (await change(finish({ id, fence }))) === 1;
      await change(release({ id, state: dead ? 'dead' : 'ready', at: runAt, error }));
      return true;
    },
    async reap(now, everything) {
      const rows = await run(everything ? everyActive({}) : lapsed({ now }));
      for (const { id, fence, dedup, run_at: at, error } of rows) {
        if (await isReplaced(dedup)) await change(finish({ id, fence }));
        else await change(release({ id, state: 'ready', at, error }));
      }
      return rows.length;
    },
    async nextAt() {
      const [row] = await run(next({}));
      return row && instant(row.run_at);
    },
    async dead() {
      return (await all.where('state', '=', 'dead').orderBy('id').execute()).map(readJob);
    },
  };
}
