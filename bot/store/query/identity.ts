import { SCOPES } from '#domain/identity.ts';
import { type Instant, instant } from '#domain/time.ts';
import {
  type BindCode,
  type BindCodes,
  type IdentityRequest,
  type IdentityRequests,
  type IdentityTries,
  REQUEST_ENDS,
} from '#ports/store/identity.ts';
import type { Tables } from '../schema/tables.ts';
import { instantOrNull, oneOfOrNull } from './column.ts';
import type { Connection } from './connection.ts';

function readCode(row: Tables['bind_code']): BindCode {
  return {
    hash: row.hash,
    estateId: row.estate_id,
    householdId: row.household_id,
    scope: oneOfOrNull(SCOPES, row.scope),
    issuedBy: row.issued_by,
    madeAt: instant(row.made_at),
    expiresAt: instant(row.expires_at),
    usedBy: row.used_by,
    usedAt: instantOrNull(row.used_at),
    agreedAt: instantOrNull(row.agreed_at),
    endedAt: instantOrNull(row.ended_at),
  };
}

export function bindCodes({ db }: Connection): BindCodes {
  const all = db.selectFrom('bind_code').selectAll();
  const living = db.updateTable('bind_code').where('ended_at', 'is', null);

  return {
    async byHash(hash) {
      const row = await all.where('hash', '=', hash).executeTakeFirst();
      return row && readCode(row);
    },
    async put(code) {
      const { hash, scope, estateId, householdId, issuedBy } = code;
      const about = { hash, estate_id: estateId, household_id: householdId, scope };
      const made = { issued_by: issuedBy, made_at: code.madeAt, expires_at: code.expiresAt };
      const used = { used_by: code.usedBy, used_at: code.usedAt };
      const after = { agreed_at: code.agreedAt, ended_at: code.endedAt };
      await db
        .insertInto('bind_code')
        .values({ ...about, ...made, ...used, ...after })
        .execute();
    },
    async spend(hash, contactId, now) {
      const { numUpdatedRows } = await living
        .set({ used_by: contactId, used_at: now })
        .where('hash', '=', hash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async agree(hash, now) {
      await living.set({ agreed_at: now }).where('hash', '=', hash).execute();
    },
    async end(hash, now) {
      await living.set({ ended_at: now }).where('hash', '=', hash).execute();
    },
    async endUnused(householdId, now) {
      await living
        .set({ ended_at: now })
        .where('household_id', '=', householdId)
        .where('issued_by', 'is', null)
        .where('used_at', 'is', null)
        .execute();
    },
    async delegations(householdId) {
      const query = all
        .where('household_id', '=', householdId)
        .where('issued_by', 'is not', null)
        .where('used_at', 'is not', null)
        .where('ended_at', 'is', null)
        .orderBy('used_at', 'desc');
      return (await query.execute()).map(readCode);
    },
  };
}

export function identityTries({ db }: Connection): IdentityTries {
  const counted = db
    .selectFrom('identity_try')
    .select(({ fn }) => fn.countAll<number | string>().as('tries'));
  const since = (at: Instant) => counted.where('at', '>=', at);

  return {
    async add(contactId, room, at) {
      await db.insertInto('identity_try').values({ contact_id: contactId, room, at }).execute();
    },
    async ofContact(contactId, from) {
      const row = await since(from).where('contact_id', '=', contactId).executeTakeFirst();
      return Number(row?.tries ?? 0);
    },
    async ofRoom(room, from) {
      const row = await since(from).where('room', '=', room).executeTakeFirst();
      return Number(row?.tries ?? 0);
    },
  };
}

function readRequest(row: Tables['identity_request']): IdentityRequest {
  return {
    id: row.id,
    estateId: row.estate_id,
    contactId: row.contact_id,
    conversationId: row.conversation_id,
    room: row.room,
    name: row.name,
    lastFour: row.last_four,
    openedAt: instant(row.opened_at),
    closedAt: instantOrNull(row.closed_at),
    end: oneOfOrNull(REQUEST_ENDS, row.ended_as),
    staffId: row.staff_id,
    reason: row.reason,
  };
}

export function identityRequests({ db }: Connection): IdentityRequests {
  const all = db.selectFrom('identity_request').selectAll();
  const open = db.updateTable('identity_request').where('closed_at', 'is', null);

  return {
    async byId(id) {
      const row = await all.where('id', '=', id).executeTakeFirst();
      return row && readRequest(row);
    },
    async put({ id, estateId, contactId, conversationId, room, name, lastFour, ...state }) {
      const about = { id, estate_id: estateId, contact_id: contactId };
      const said = { conversation_id: conversationId, room, name, last_four: lastFour };
      const { openedAt, closedAt, end, staffId, reason } = state;
      const closed = { closed_at: closedAt, ended_as: end, staff_id: staffId, reason };
      await db
        .insertInto('identity_request')
        .values({ ...about, ...said, opened_at: openedAt, ...closed })
        .execute();
    },
    async open(estateId) {
      const query = all.where('estate_id', '=', estateId).where('closed_at', 'is', null);
      return (await query.orderBy('opened_at').orderBy('id').execute()).map(readRequest);
    },
    async replace(contactId, now) {
      await open
        .set({ closed_at: now, ended_as: 'replaced' })
        .where('contact_id', '=', contactId)
        .execute();
    },
    async close(id, { end, staffId, reason }, now) {
      const { numUpdatedRows } = await open
        .set({ closed_at: now, ended_as: end, staff_id: staffId, reason })
        .where('id', '=', id)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}
