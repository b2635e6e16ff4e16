import { sql } from 'kysely';
import { ERASURE_REASONS, REQUESTS, type RightsRequest } from '#domain/right.ts';
import { instant } from '#domain/time.ts';
import type { ErasedWords, Erasure, PersonalData } from '#ports/store/personal-data.ts';
import type { Tables } from '../schema/tables.ts';
import { day, instantOrNull, oneOf } from './column.ts';
import { type Connection, param, prepare } from './connection.ts';

/** What stands where a name stood that was erased. */
const NOBODY = '—';

function readRequest(row: Tables['rights_request']): RightsRequest {
  return {
    id: row.id,
    estateId: row.estate_id,
    conversationId: row.conversation_id,
    contactId: row.contact_id,
    householdId: row.household_id,
    kind: oneOf(REQUESTS, row.kind),
    said: row.said,
    openedAt: instant(row.opened_at),
    answerBy: day(row.answer_by),
  };
}

export function personalData(connection: Connection): PersonalData {
  const { db, run, change } = connection;
  const keep = prepare(
    db.insertInto('text_salt').values({
      message: param('message'),
      conversation_id: param('conversation'),
      salt: param('salt'),
    }),
  );
  const salt = prepare(
    db.selectFrom('text_salt').select('salt').where('message', '=', param('message')),
  );
  const requests = db.selectFrom('rights_request').selectAll();

  return {
    async keepSalt(message, conversation, value) {
      await change(keep({ message, conversation, salt: value }));
    },
    async saltOf(message) {
      const [row] = await run(salt({ message }));
      return row?.salt;
    },
    async ask(request) {
      const { id, estateId, conversationId, contactId, householdId, kind, said } = request;
      const known = await requests
        .where('conversation_id', '=', conversationId)
        .where('kind', '=', kind)
        .where('closed_at', 'is', null)
        .executeTakeFirst();
      if (known) return false;
      const about = {
        estate_id: estateId,
        conversation_id: conversationId,
        contact_id: contactId,
        household_id: householdId,
      };
      const times = { opened_at: request.openedAt, answer_by: request.answerBy };
      const row = { id, ...about, kind, said, ...times, closed_at: null, closed_by: null };
      await db.insertInto('rights_request').values(row).execute();
      return true;
    },
    async requestById(id) {
      const row = await requests.where('id', '=', id).executeTakeFirst();
      return row && readRequest(row);
    },
    async openRequests(estateId) {
      const open = requests.where('estate_id', '=', estateId).where('closed_at', 'is', null);
      return (await open.orderBy('opened_at').orderBy('id').execute()).map(readRequest);
    },
    async requestsOf(conversationId) {
      const rows = await requests
        .where('conversation_id', '=', conversationId)
        .orderBy('opened_at')
        .execute();
      return rows.map((row) => ({ ...readRequest(row), closedAt: instantOrNull(row.closed_at) }));
    },
    async closeRequest(id, staffId, now) {
      const { numUpdatedRows } = await db
        .updateTable('rights_request')
        .set({ closed_at: now, closed_by: staffId })
        .where('id', '=', id)
        .where('closed_at', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    eraseWords: async (id, erasure) => eraseWords(connection, id, erasure),
    async eraseContact(id, now) {
      await db
        .updateTable('contact')
        .set({ name: NOBODY, key: `erased:${id}` })
        .where('id', '=', id)
        .execute();
      await db
        .updateTable('binding')
        .set({ ended_at: now })
        .where('contact_id', '=', id)
        .where('ended_at', 'is', null)
        .execute();
    },
    async eraseOwner(id) {
      const gone = { owner: NOBODY, phone: null };
      await db.updateTable('household').set(gone).where('id', '=', id).execute();
      await db
        .deleteFrom('import_change')
        .where('household_id', '=', id)
        .where('kind', '=', 'household')
        .execute();
    },
    async erasureOf(conversationId) {
      const row = await db
        .selectFrom('erasure')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .executeTakeFirst();
      return row && { at: instant(row.at), reason: oneOf(ERASURE_REASONS, row.reason) };
    },
    async silentSince(estateId, before) {
      const rows = await db
        .selectFrom('conversation')
        .leftJoin('erasure', 'erasure.conversation_id', 'conversation.id')
        .select('conversation.id')
        .where('conversation.estate_id', '=', estateId)
        .where('conversation.last_at', '<', before)
        .where((where) =>
          where.or([
            where('erasure.at', 'is', null),
            where('erasure.at', '<', where.ref('conversation.last_at')),
          ]),
        )
        .orderBy('conversation.id')
        .execute();
      return rows.map(({ id }) => id);
    },
    async contactsOf(householdId) {
      const tied = db
        .selectFrom('binding')
        .select('contact_id')
        .where('household_id', '=', householdId);
      const talked = db
        .selectFrom('conversation')
        .select('contact_id')
        .where('household_id', '=', householdId);
      const rows = await tied.union(talked).execute();
      return rows.map(({ contact_id: id }) => id).toSorted();
    },
  };
}

async function eraseWords(
  { db }: Connection,
  id: string,
  { at, reason }: Erasure,
): Promise<ErasedWords> {
  const heard = await db
    .updateTable('inbound')
    .set({ text: '', channel_message_id: sql<string>`'erased:' || seq`, status: 'handled' })
    .where('conversation_id', '=', id)
    .where('text', '!=', '')
    .executeTakeFirst();
  const spoken = await db
    .updateTable('outbound')
    .set({ text: '', channel_message_id: null })
    .where('conversation_id', '=', id)
    .where('text', '!=', '')
    .executeTakeFirst();
  const waiting = { status: 'superseded', reasons: JSON.stringify(['erased']), settled_at: at };
  await db
    .updateTable('outbound')
    .set(waiting)
    .where('conversation_id', '=', id)
    .where('status', '=', 'queued')
    .execute();
  const { numUpdatedRows: notes } = await db
    .updateTable('note')
    .set({ text: '' })
    .where('conversation_id', '=', id)
    .where('text', '!=', '')
    .executeTakeFirst();
  const handoffs = await db
    .updateTable('handoff')
    .set({ summary: '' })
    .where('conversation_id', '=', id)
    .returning('id')
    .execute();
  const drafts = [`dialog:${id}`, ...handoffs.map((one) => `summary:${one.id}`)];
  await db.deleteFrom('document').where('key', 'in', drafts).execute();
  await db.deleteFrom('text_salt').where('conversation_id', '=', id).execute();
  await db.deleteFrom('draft').where('conversation_id', '=', id).execute();
  await db
    .updateTable('rights_request')
    .set({ said: '' })
    .where('conversation_id', '=', id)
    .execute();
  await db
    .updateTable('identity_request')
    .set((column) => ({
      room: '',
      name: '',
      last_four: null,
      reason: null,
      closed_at: column.fn.coalesce('closed_at', sql.val(at)),
      ended_as: column.fn.coalesce('ended_as', sql.val('replaced')),
    }))
    .where('conversation_id', '=', id)
    .execute();
  await db
    .updateTable('identity_try')
    .set({ room: null })
    .where('contact_id', 'in', (from) =>
      from.selectFrom('conversation').select('contact_id').where('id', '=', id),
    )
    .execute();
  await db.updateTable('conversation').set({ category: null }).where('id', '=', id).execute();
  await db
    .updateTable('wave_home')
    .set({ sample: '' })
    .where('household_id', 'in', (from) =>
      from
        .selectFrom('conversation')
        .select('household_id')
        .$narrowType<{ household_id: string }>()
        .where('id', '=', id),
    )
    .execute();
  await db
    .insertInto('erasure')
    .values({ conversation_id: id, at, reason })
    .onConflict((conflict) => conflict.column('conversation_id').doUpdateSet({ at, reason }))
    .execute();
  return {
    messages: Number(heard.numUpdatedRows + spoken.numUpdatedRows),
    notes: Number(notes),
  };
}
