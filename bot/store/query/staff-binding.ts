import { instant } from '#domain/time.ts';
import {
  STAFF_CODE_PURPOSES,
  type StaffCode,
  type StaffCodes,
  type StaffContact,
  type StaffContacts,
  type StaffGroup,
  type StaffGroups,
} from '#ports/store/group.ts';
import type { Tables } from '../schema/tables.ts';
import { oneOf } from './column.ts';
import { type Connection, param, prepare } from './connection.ts';

function readCode(row: Tables['staff_code']): StaffCode {
  const { hash, purpose, staff_id: staffId, estate_id: estateId } = row;
  const times = { madeAt: instant(row.made_at), expiresAt: instant(row.expires_at) };
  return { hash, purpose: oneOf(STAFF_CODE_PURPOSES, purpose), staffId, estateId, ...times };
}

export function staffCodes({ db }: Connection): StaffCodes {
  const unused = db
    .updateTable('staff_code')
    .where('used_at', 'is', null)
    .where('ended_at', 'is', null);

  return {
    async put({ hash, purpose, staffId, estateId, madeAt, expiresAt }) {
      await unused
        .set({ ended_at: madeAt })
        .where('purpose', '=', purpose)
        .where('staff_id', '=', staffId)
        .where('estate_id', estateId === null ? 'is' : '=', estateId)
        .execute();
      const about = { hash, purpose, staff_id: staffId, estate_id: estateId };
      const life = { made_at: madeAt, expires_at: expiresAt, used_at: null, ended_at: null };
      await db
        .insertInto('staff_code')
        .values({ ...about, ...life })
        .execute();
    },
    async spend(hash, purpose, now) {
      const row = await unused
        .set({ used_at: now })
        .where('hash', '=', hash)
        .where('purpose', '=', purpose)
        .where('expires_at', '>', now)
        .returningAll()
        .executeTakeFirst();
      return row && readCode(row);
    },
  };
}

function readContact(row: Tables['staff_contact']): StaffContact {
  const { contact_id: contactId, channel, staff_id: staffId } = row;
  return { contactId, channel, staffId, boundAt: instant(row.bound_at) };
}

export function staffContacts({ db, run }: Connection): StaffContacts {
  const living = db.selectFrom('staff_contact').selectAll().where('ended_at', 'is', null);
  const of = prepare(living.where('contact_id', '=', param('id')));
  const end = db.updateTable('staff_contact').where('ended_at', 'is', null);

  return {
    async of(contactId) {
      const [row] = await run(of({ id: contactId }));
      return row && readContact(row);
    },
    list: async () => (await living.orderBy('bound_at').execute()).map(readContact),
    async bind(contactId, channel, staffId, now) {
      await end
        .set({ ended_at: now })
        .where('staff_id', '=', staffId)
        .where('channel', '=', channel)
        .execute();
      const told = { channel, staff_id: staffId, bound_at: now, ended_at: null };
      await db
        .insertInto('staff_contact')
        .values({ contact_id: contactId, ...told })
        .onConflict((conflict) => conflict.column('contact_id').doUpdateSet(told))
        .execute();
    },
    async endOf(staffId, now) {
      const query = end.set({ ended_at: now }).where('staff_id', '=', staffId);
      return Number((await query.executeTakeFirst()).numUpdatedRows);
    },
  };
}

function readGroup(row: Tables['staff_group']): StaffGroup {
  const { id, channel, key, estate_id: estateId, epoch, bound_by: boundBy } = row;
  return { id, channel, key, estateId, epoch, boundBy, boundAt: instant(row.bound_at) };
}

export function staffGroups({ db }: Connection): StaffGroups {
  const living = db.selectFrom('staff_group').selectAll().where('ended_at', 'is', null);
  const end = db.updateTable('staff_group').where('ended_at', 'is', null);

  return {
    async byId(id) {
      const row = await living.where('id', '=', id).executeTakeFirst();
      return row && readGroup(row);
    },
    async byKey(channel, key) {
      const query = living.where('channel', '=', channel).where('key', '=', key);
      const row = await query.executeTakeFirst();
      return row && readGroup(row);
    },
    async of(estateId) {
      const query = living.where('estate_id', '=', estateId).orderBy('bound_at', 'desc');
      return (await query.execute()).map(readGroup);
    },
    async put({ id, channel, key, estateId, epoch, boundBy, boundAt }) {
      await end
        .set({ ended_at: boundAt })
        .where('channel', '=', channel)
        .where('key', '=', key)
        .execute();
      const where = { id, channel, key, estate_id: estateId, epoch };
      const by = { bound_by: boundBy, bound_at: boundAt, ended_at: null };
      await db
        .insertInto('staff_group')
        .values({ ...where, ...by })
        .execute();
    },
    async end(id, now) {
      const query = end.set({ ended_at: now }).where('id', '=', id);
      return (await query.executeTakeFirst()).numUpdatedRows === 1n;
    },
  };
}
