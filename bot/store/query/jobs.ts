import { type Selectable, sql } from 'kysely';
import { instant } from '#domain/time.ts';
import type { Job, Jobs } from '#ports/store/jobs.ts';
import type { Tables } from '../schema/tables.ts';
import { type Connection, param, prepare } from './connection.ts';

/** Tries after which a job is dead and waits for a person. */
const MOST_TRIES = 5;

function read(row: Selectable<Tables['job']>): Job {
  return {
    id: Number(row.id),
    queue: row.queue,
    key: row.key,
    dedup: row.dedup,
    runAt: instant(row.run_at),
    payload: row.payload,
    tries: row.tries,
    fence: row.fence,
  };
}

export function jobs({ db, run, change }: Connection): Jobs {
  const all = db.selectFrom('job').selectAll();
  // The predicate of a partial index must stand in the statement itself, not among its parameters.
  const isReady = sql<boolean>`state = 'ready'`;
  const schedule = prepare(
    db
      .insertInto('job')
      .values({
        queue: param('queue'),
        key: param('key'),
        dedup: param('dedup'),
        run_at: param('at'),
        payload: param('payload'),
        state: 'ready',
        tries: 0,
        fence: 0,
        lease_until: null,
        error: null,
      })
      .onConflict((conflict) =>
        conflict
          .column('dedup')
          .where(isReady)
          .doUpdateSet({
            queue: param('queue'),
            key: param('key'),
            run_at: param('at'),
            payload: param('payload'),
          }),
      ),
  );
  const cancel = prepare(db.deleteFrom('job').where('dedup', '=', param('dedup')).where(isReady));
  const ready = prepare(all.where('dedup', '=', param('dedup')).where(isReady));
  const due = all
    .where(isReady)
    .where('run_at', '<=', param('now'))
    .orderBy('run_at')
    .orderBy('id')
    .limit(param('limit'));
  const candidates = prepare(due);
  const activeOf = prepare(
    db
      .selectFrom('job')
      .select('id')
      .where('key', '=', param('key'))
      .where(sql<boolean>`state = 'active'`),
  );
  const activate = prepare(
    db
      .updateTable('job')
      .set((column) => ({
        state: 'active',
        lease_until: param('lease'),
        fence: column('fence', '+', 1),
        tries: column('tries', '+', 1),
      }))
      .where('id', '=', param('id'))
      .where(isReady)
      .returningAll(),
  );
  const finish = prepare(
    db
      .deleteFrom('job')
      .where('id', '=', param('id'))
      .where('fence', '=', param('fence'))
      .where(sql<boolean>`state = 'active'`),
  );
  const next = prepare(all.where(isReady).orderBy('run_at').orderBy('id').limit(1));

  return {
    async schedule({ queue, key, dedup, runAt, payload }) {
      await change(schedule({ queue, key, dedup, at: runAt, payload }));
    },
    async cancel(dedup) {
      await change(cancel({ dedup }));
    },
    async ready(dedup) {
      const [row] = await run(ready({ dedup }));
      return row && read(row);
    },
    async claim(now, leaseMs, limit) {
      const claimed: Job[] = [];
      const taken = new Set<string>();
      // More than asked for, because several may wait for one lane.
      for (const candidate of await run(candidates({ now, limit: limit * 2 }))) {
        if (claimed.length >= limit) break;
        if (taken.has(candidate.key)) continue;
        taken.add(candidate.key);
        if ((await run(activeOf({ key: candidate.key }))).length > 0) continue;
        const [row] = await run(activate({ id: Number(candidate.id), lease: now + leaseMs }));
        if (row) claimed.push(read(row));
      }
      return claimed;
    },
    finish: async (id, fence) => (await change(finish({ id, fence }))) === 1,
    async retry(id, fence, runAt, error) {
      const active = all
        .where('id', '=', id)
        .where('fence', '=', fence)
        .where('state', '=', 'active');
      const row = await active.executeTakeFirst();
      if (!row) return false;
      const newer = await all.where('dedup', '=', row.dedup).where('state', '=', 'ready').execute();
      const dead = row.tries >= MOST_TRIES;
      // A newer job of the same work is waiting: it does what this one could not.
      if (newer.length > 0 && !dead) return (await change(finish({ id, fence }))) === 1;
      const state = dead ? 'dead' : 'ready';
      const values = { state, run_at: runAt, error, lease_until: null };
      await db.updateTable('job').set(values).where('id', '=', id).execute();
      return true;
    },
    async reap(now, everything) {
      const active = all.where('state', '=', 'active');
      const lapsed = everything ? active : active.where('lease_until', '<', now);
      let reaped = 0;
      for (const row of await lapsed.execute()) {
        const newer = await all
          .where('dedup', '=', row.dedup)
          .where('state', '=', 'ready')
          .execute();
        if (newer.length > 0) await db.deleteFrom('job').where('id', '=', row.id).execute();
        else {
          const values = { state: 'ready', lease_until: null };
          await db.updateTable('job').set(values).where('id', '=', row.id).execute();
        }
        reaped += 1;
      }
      return reaped;
    },
    async nextAt() {
      const [row] = await run(next({}));
      return row && instant(row.run_at);
    },
    async dead() {
      return (await all.where('state', '=', 'dead').orderBy('id').execute()).map(read);
    },
  };
}
