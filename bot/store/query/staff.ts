import { z } from 'zod';
import { instant } from '#domain/time.ts';
import { STAFF_ROLES, type Sessions, type Staff, type StaffMember } from '#ports/store/staff.ts';
import type { Tables } from '../schema/tables.ts';
import { flag, fromJson, instantOrNull, oneOf } from './column.ts';
import type { Connection } from './connection.ts';

const estateIds = z.array(z.string());

function read(row: Tables['staff']): StaffMember {
  const { id, login, name, role, password_hash: passwordHash, estates } = row;
  return {
    id,
    login,
    name,
    passwordHash,
    role: oneOf(STAFF_ROLES, role),
    estates: fromJson(estateIds, estates),
    mustChange: row.must_change === 1,
    endedAt: instantOrNull(row.ended_at),
  };
}

export function staff({ db }: Connection): Staff {
  const all = db.selectFrom('staff').selectAll();
  return {
    async byId(id) {
      const row = await all.where('id', '=', id).executeTakeFirst();
      return row && read(row);
    },
    async byLogin(login) {
      const row = await all.where('login', '=', login).executeTakeFirst();
      return row && read(row);
    },
    async list() {
      return (await all.orderBy('login').execute()).map(read);
    },
    async put({ id, login, name, role, passwordHash, estates, mustChange, endedAt }) {
      const told = { login, name, role, password_hash: passwordHash };
      const state = { must_change: flag(mustChange), ended_at: endedAt };
      const values = { ...told, ...state, estates: JSON.stringify(estates) };
      await db
        .insertInto('staff')
        .values({ id, ...values })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
        .execute();
    },
  };
}

export function sessions({ db }: Connection): Sessions {
  return {
    async byHash(tokenHash) {
      const query = db.selectFrom('session').selectAll().where('token_hash', '=', tokenHash);
      const row = await query.executeTakeFirst();
      if (!row) return undefined;
      const { staff_id: staffId, csrf } = row;
      return {
        tokenHash,
        staffId,
        csrf,
        createdAt: instant(row.created_at),
        seenAt: instant(row.seen_at),
        expiresAt: instant(row.expires_at),
      };
    },
    async put({ tokenHash, staffId, csrf, createdAt, seenAt, expiresAt }) {
      const times = { created_at: createdAt, seen_at: seenAt, expires_at: expiresAt };
      const row = { token_hash: tokenHash, staff_id: staffId, csrf, ...times };
      await db.insertInto('session').values(row).execute();
    },
    async seen(tokenHash, now) {
      const query = db.updateTable('session').set({ seen_at: now });
      await query.where('token_hash', '=', tokenHash).execute();
    },
    async endOf(staffId) {
      await db.deleteFrom('session').where('staff_id', '=', staffId).execute();
    },
    async end(tokenHash) {
      await db.deleteFrom('session').where('token_hash', '=', tokenHash).execute();
    },
    async endExpired(now) {
      await db.deleteFrom('session').where('expires_at', '<=', now).execute();
    },
  };
}
