import { HANDOFF_REASONS, OUTCOMES, QUEUES } from '#domain/handoff.ts';
import { instant } from '#domain/time.ts';
import type { Handoff, Handoffs, Notes } from '#ports/store/conversations.ts';
import type { Tables } from '../schema/tables.ts';
import { flag, instantOrNull, oneOf, oneOfOrNull } from './column.ts';
import type { Connection } from './connection.ts';

function read(row: Tables['handoff']): Handoff {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    householdId: row.household_id,
    reason: oneOf(HANDOFF_REASONS, row.reason),
    queue: oneOf(QUEUES, row.queue),
    urgent: row.urgent === 1,
    summary: row.summary,
    openedAt: instant(row.opened_at),
    answerBy: instant(row.answer_by),
    claimedBy: row.claimed_by,
    claimedAt: instantOrNull(row.claimed_at),
    closedAt: instantOrNull(row.closed_at),
    outcome: oneOfOrNull(OUTCOMES, row.outcome),
  };
}

export function handoffs({ db }: Connection): Handoffs {
  const all = db.selectFrom('handoff').selectAll('handoff');
  const ofEstate = (estateId: string) =>
    all
      .innerJoin('conversation', 'conversation.id', 'handoff.conversation_id')
      .where('conversation.estate_id', '=', estateId);

  return {
    async byId(id) {
      const row = await all.where('id', '=', id).executeTakeFirst();
      return row && read(row);
    },
    async open(conversationId) {
      const query = all
        .where('conversation_id', '=', conversationId)
        .where('closed_at', 'is', null);
      const row = await query.executeTakeFirst();
      return row && read(row);
    },
    async put(handoff) {
      await db
        .insertInto('handoff')
        .values({
          id: handoff.id,
          conversation_id: handoff.conversationId,
          household_id: handoff.householdId,
          reason: handoff.reason,
          queue: handoff.queue,
          urgent: flag(handoff.urgent),
          summary: handoff.summary,
          opened_at: handoff.openedAt,
          answer_by: handoff.answerBy,
          claimed_by: handoff.claimedBy,
          claimed_at: handoff.claimedAt,
          closed_at: handoff.closedAt,
          outcome: handoff.outcome,
        })
        .execute();
    },
    async setClaim(id, staffId, now) {
      const change = { claimed_by: staffId, claimed_at: now };
      await db.updateTable('handoff').set(change).where('id', '=', id).execute();
    },
    async close(id, outcome, now) {
      const change = { outcome, closed_at: now };
      await db.updateTable('handoff').set(change).where('id', '=', id).execute();
    },
    async raise(id, reason, queue) {
      const change = { urgent: flag(true), reason, queue };
      await db.updateTable('handoff').set(change).where('id', '=', id).execute();
    },
    async queue(estateId) {
      const rows = await ofEstate(estateId)
        .where('closed_at', 'is', null)
        .orderBy('urgent', 'desc')
        .orderBy('opened_at')
        .execute();
      return rows.map(read);
    },
    async between(estateId, from, to) {
      const query = ofEstate(estateId).where('opened_at', '>=', from).where('opened_at', '<', to);
      return (await query.orderBy('opened_at').execute()).map(read);
    },
  };
}

export function notes({ db }: Connection): Notes {
  return {
    async put({ id, conversationId, staffId, text, at }) {
      const row = { id, conversation_id: conversationId, staff_id: staffId, text, at };
      await db.insertInto('note').values(row).execute();
    },
    async of(conversationId) {
      const rows = await db
        .selectFrom('note')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .orderBy('at')
        .execute();
      return rows.map(({ id, staff_id: staffId, text, at }) => ({
        id,
        conversationId,
        staffId,
        text,
        at: instant(at),
      }));
    },
  };
}
