import { randomUUID } from 'node:crypto';
import { type Household, OCCUPANCIES } from '#domain/household.ts';
import type { Households } from '#ports/store/households.ts';
import type { Tables } from '../schema/tables.ts';
import { oneOf } from './column.ts';
import { type Connection, param, prepare } from './connection.ts';

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

export function households({ db, run }: Connection): Households {
  const all = db.selectFrom('household').selectAll();
  const byId = prepare(all.where('id', '=', param('id')));

  async function byRoom(estateId: string, room: string) {
    const query = all.where('estate_id', '=', estateId).where('room', '=', room);
    const row = await query.executeTakeFirst();
    return row && read(row);
  }

  return {
    async byId(id) {
      const [row] = await run(byId({ id }));
      return row && read(row);
    },
    byRoom,
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
      const known = await byRoom(estateId, room);
      const id = known?.id ?? randomUUID();
      const told = { owner, phone, occupancy, suspended: 0 };
      if (known) await db.updateTable('household').set(told).where('id', '=', id).execute();
      else {
        const row = { id, estate_id: estateId, room, vulnerable: 0, ...told };
        await db.insertInto('household').values(row).execute();
      }
      const vulnerable = known?.vulnerable ?? false;
      return { id, estateId, room, owner, phone, occupancy, suspended: false, vulnerable };
    },
    async setSuspended(id, suspended) {
      const change = { suspended: suspended ? 1 : 0 };
      await db.updateTable('household').set(change).where('id', '=', id).execute();
    },
    async setVulnerable(id, vulnerable) {
      const change = { vulnerable: vulnerable ? 1 : 0 };
      await db.updateTable('household').set(change).where('id', '=', id).execute();
    },
  };
}
