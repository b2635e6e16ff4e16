import { ASK_ENDS, ASK_SUBJECTS, type Ask } from '#domain/ask.ts';
import { instant } from '#domain/time.ts';
import { type Asks, DRAFT_MODES, type Drafts } from '#ports/store/desk.ts';
import type { Tables } from '../schema/tables.ts';
import { instantOrNull, oneOf, oneOfOrNull } from './column.ts';
import type { Connection } from './connection.ts';

export function drafts({ db }: Connection): Drafts {
  return {
    async put({ staffId, conversationId, mode, text, at }) {
      if (text === '') {
        await db
          .deleteFrom('draft')
          .where('staff_id', '=', staffId)
          .where('conversation_id', '=', conversationId)
          .where('mode', '=', mode)
          .execute();
        return;
      }
      const row = { staff_id: staffId, conversation_id: conversationId, mode, text, at };
      await db
        .insertInto('draft')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['staff_id', 'conversation_id', 'mode']).doUpdateSet({ text, at }),
        )
        .execute();
    },
    async of(staffId, conversationId) {
      const rows = await db
        .selectFrom('draft')
        .selectAll()
        .where('staff_id', '=', staffId)
        .where('conversation_id', '=', conversationId)
        .orderBy('mode')
        .execute();
      return rows.map(({ mode, text, at }) => ({
        staffId,
        conversationId,
        mode: oneOf(DRAFT_MODES, mode),
        text,
        at: instant(at),
      }));
    },
  };
}

function read(row: Tables['ask']): Ask {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    staffId: row.staff_id,
    subject: oneOf(ASK_SUBJECTS, row.subject),
    said: row.said,
    openedAt: instant(row.opened_at),
    closedAt: instantOrNull(row.closed_at),
    end: oneOfOrNull(ASK_ENDS, row.end_code),
  };
}

export function asks({ db }: Connection): Asks {
  const all = db.selectFrom('ask').selectAll();
  const change = db.updateTable('ask');

  return {
    async put({ id, conversationId, staffId, subject, said, openedAt, closedAt, end }) {
      const about = { id, conversation_id: conversationId, staff_id: staffId, subject, said };
      const times = { opened_at: openedAt, closed_at: closedAt, end_code: end };
      await db
        .insertInto('ask')
        .values({ ...about, ...times })
        .execute();
    },
    async open(conversationId) {
      const query = all
        .where('conversation_id', '=', conversationId)
        .where('closed_at', 'is', null);
      const row = await query.executeTakeFirst();
      return row && read(row);
    },
    async last(conversationId) {
      const query = all.where('conversation_id', '=', conversationId);
      const row = await query.orderBy('opened_at', 'desc').limit(1).executeTakeFirst();
      return row && read(row);
    },
    async setSaid(id, said) {
      await change.set({ said }).where('id', '=', id).execute();
    },
    async close(id, end, now) {
      await change.set({ end_code: end, closed_at: now }).where('id', '=', id).execute();
    },
  };
}
