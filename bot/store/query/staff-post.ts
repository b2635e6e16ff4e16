import { type Instant, instant } from '#domain/time.ts';
import {
  ALERT_KINDS,
  type AlertKind,
  type CaseNumbers,
  POST_STATUSES,
  type StaffAlerts,
  type StaffPost,
  type StaffPosts,
  type StaffWords,
} from '#ports/store/group.ts';
import type { Tables } from '../schema/tables.ts';
import { flag, instantOrNull, oneOf } from './column.ts';
import { type Connection, stored } from './connection.ts';

export function caseNumbers({ db }: Connection): CaseNumbers {
  const all = db.selectFrom('case_number').selectAll();

  async function of(conversationId: string): Promise<number | undefined> {
    const row = await all.where('conversation_id', '=', conversationId).executeTakeFirst();
    return row && Number(row.number);
  }

  return {
    of,
    async ensure(conversationId) {
      const known = await of(conversationId);
      if (known !== undefined) return known;
      await db
        .insertInto('case_number')
        .values({ conversation_id: conversationId })
        .onConflict((conflict) => conflict.column('conversation_id').doNothing())
        .execute();
      return stored(await of(conversationId));
    },
    async conversation(number) {
      const row = await all.where('number', '=', number).executeTakeFirst();
      return row?.conversation_id;
    },
  };
}

export function staffWords({ db }: Connection): StaffWords {
  return {
    async take(channel, messageId, now) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('staff_word')
        .values({ channel, message_id: messageId, at: now })
        .onConflict((conflict) => conflict.columns(['channel', 'message_id']).doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
  };
}

function readPost(row: Tables['staff_post']): StaffPost {
  const { id, channel, address, text, reason } = row;
  return {
    id,
    channel,
    address,
    isRoom: row.is_room === 1,
    text,
    status: oneOf(POST_STATUSES, row.status),
    reason,
    createdAt: instant(row.created_at),
    settledAt: instantOrNull(row.settled_at),
  };
}

export function staffPosts({ db }: Connection): StaffPosts {
  const all = db.selectFrom('staff_post').selectAll();

  return {
    async put({ id, channel, address, isRoom, text, status, reason, createdAt, settledAt }) {
      const where = { id, channel, address, is_room: flag(isRoom), text, status, reason };
      await db
        .insertInto('staff_post')
        .values({ ...where, created_at: createdAt, settled_at: settledAt })
        .execute();
    },
    async byId(id) {
      const row = await all.where('id', '=', id).executeTakeFirst();
      return row && readPost(row);
    },
    async move(id, from, to, now, reason) {
      const settled = to === 'sending' ? null : now;
      const { numUpdatedRows } = await db
        .updateTable('staff_post')
        .set({ status: to, reason: reason ?? null, settled_at: settled })
        .where('id', '=', id)
        .where('status', '=', from)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async last(channel, address) {
      const query = all.where('channel', '=', channel).where('address', '=', address);
      const row = await query.orderBy('created_at', 'desc').limit(1).executeTakeFirst();
      return row && readPost(row);
    },
  };
}

export function staffAlerts({ db }: Connection): StaffAlerts {
  return {
    async note(conversationId, epoch, kind, at) {
      await db
        .insertInto('staff_alert')
        .values({ conversation_id: conversationId, epoch, kind, at })
        .onConflict((conflict) =>
          conflict.columns(['conversation_id', 'epoch', 'kind']).doNothing(),
        )
        .execute();
    },
    async of(conversationId, epoch) {
      const rows = await db
        .selectFrom('staff_alert')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .where('epoch', '=', epoch)
        .execute();
      return new Map<AlertKind, Instant>(
        rows.map(({ kind, at }) => [oneOf(ALERT_KINDS, kind), instant(at)]),
      );
    },
  };
}
