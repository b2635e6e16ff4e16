import { QUEUES } from '#domain/handoff.ts';
import { TASK_KINDS, type Task } from '#domain/task.ts';
import { instant } from '#domain/time.ts';
import type { Tasks } from '#ports/store/tasks.ts';
import type { Tables } from '../schema/tables.ts';
import { day, instantOrNull, oneOf } from './column.ts';
import type { Connection } from './connection.ts';

function read(row: Tables['task']): Task {
  return {
    id: row.id,
    estateId: row.estate_id,
    householdId: row.household_id,
    chargeId: row.charge_id,
    kind: oneOf(TASK_KINDS, row.kind),
    queue: oneOf(QUEUES, row.queue),
    dueOn: day(row.due_on),
    notice: row.notice,
    openedAt: instant(row.opened_at),
    closedAt: instantOrNull(row.closed_at),
    closedBy: row.closed_by,
  };
}

export function tasks({ db }: Connection): Tasks {
  const all = db.selectFrom('task').selectAll();

  return {
    async byId(id) {
      const row = await all.where('id', '=', id).executeTakeFirst();
      return row && read(row);
    },
    async put({ id, estateId, householdId, chargeId, kind, queue, dueOn, notice, ...times }) {
      const { openedAt, closedAt, closedBy } = times;
      const about = { estate_id: estateId, household_id: householdId, charge_id: chargeId };
      const what = { kind, queue, due_on: dueOn, notice };
      const state = { opened_at: openedAt, closed_at: closedAt, closed_by: closedBy };
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('task')
        .values({ id, ...about, ...what, ...state })
        .onConflict((conflict) =>
          conflict.columns(['charge_id', 'kind', 'due_on', 'notice']).doNothing(),
        )
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    async open(estateId) {
      const query = all.where('estate_id', '=', estateId).where('closed_at', 'is', null);
      return (await query.orderBy('due_on').orderBy('id').execute()).map(read);
    },
    async close(id, staffId, now) {
      const { numUpdatedRows } = await db
        .updateTable('task')
        .set({ closed_at: now, closed_by: staffId })
        .where('id', '=', id)
        .where('closed_at', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}
