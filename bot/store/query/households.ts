import { randomUUID } from 'node:crypto';
import { type Household, OCCUPANCIES } from '#domain/household.ts';
import type { Households } from '#ports/store/households.ts';
import type { Tables } from '../schema/tables.ts';
import { flag, oneOf } from './column.ts';
import { type Connection, param, prepare, stored } from './connection.ts';

function read(row: Tables['household']): Household {
  return {
    id: row.id,
    estateId: row.estate_id,
    room: row.room,
    owner: row.owner,
    phone: row.phone,
    occupancy: oneOf(OCCUPANCIES, row.occupancy),
    suspended: row.suspended === 1,
    vulnerable: row.vulnerable === 1,
  };
}

/** Tables that speak of a home; where there is a message, there is a conversation. */
const REFERRING = [
  'charge',
  'payment',
  'binding',
  'conversation',
  'promise',
  'plan',
  'payment_claim',
  'dispute',
  'task',
  'bind_code',
  'ledger',
] as const;

export function households({ db, run, change }: Connection): Households {
  const all = db.selectFrom('household').selectAll();
  const byId = prepare(all.where('id', '=', param('id')));
  const byRoom = prepare(
    all.where('estate_id', '=', param('estate')).where('room', '=', param('room')),
  );
  const told = {
    owner: param('owner'),
    phone: param('phone'),
    occupancy: param('occupancy'),
    suspended: 0,
  };
  const put = prepare(
    db
      .insertInto('household')
      .values({
        id: param('id'),
        estate_id: param('estate'),
        room: param('room'),
        vulnerable: 0,
        ...told,
      })
      .onConflict((conflict) => conflict.columns(['estate_id', 'room']).doUpdateSet(told))
      .returningAll(),
  );
  const setVulnerable = prepare(
    db
      .updateTable('household')
      .set({ vulnerable: param('vulnerable') })
      .where('id', '=', param('id')),
  );

  return {
    async byId(id) {
      const [row] = await run(byId({ id }));
      return row && read(row);
    },
    async byRoom(estateId, room) {
      const [row] = await run(byRoom({ estate: estateId, room }));
      return row && read(row);
    },
    async list(estateId) {
      return (await all.where('estate_id', '=', estateId).orderBy('room').execute()).map(read);
    },
    async inArrears(estateId, date) {
      const query = all
        .where('estate_id', '=', estateId)
        .where('suspended', '=', 0)
        .where('id', 'in', (from) =>
          from
            .selectFrom('charge')
            .select('household_id')
            .where('due', '<=', date)
            .whereRef('paid', '<', 'amount'),
        )
        .orderBy('room');
      return (await query.execute()).map(read);
    },
    async put({ estateId, room, owner, phone, occupancy }) {
      const values = { estate: estateId, room, owner, phone, occupancy };
      const [row] = await run(put({ id: randomUUID(), ...values }));
      return read(stored(row));
    },
    async removeUnused(id) {
      const used = await db
        .selectFrom('household')
        .select('id')
        .where('id', '=', id)
        .where((where) =>
          where.or(
            REFERRING.map((table) =>
              where.exists(
                where
                  .selectFrom(table)
                  .select(`${table}.household_id`)
                  .where(`${table}.household_id`, '=', id),
              ),
            ),
          ),
        )
        .executeTakeFirst();
      if (used) return false;
      await db.deleteFrom('household').where('id', '=', id).execute();
      return true;
    },
    async setSuspended(id, suspended) {
      const query = db.updateTable('household').set({ suspended: flag(suspended) });
      await query.where('id', '=', id).execute();
    },
    async setVulnerable(id, vulnerable) {
      await change(setVulnerable({ id, vulnerable: flag(vulnerable) }));
    },
  };
}
