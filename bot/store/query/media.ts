import { sql } from 'kysely';
import { MESSAGE_KINDS, isMedia } from '#domain/message-kind.ts';
import { instant } from '#domain/time.ts';
import { MEDIA_STATES, type Media, type MediaItem } from '#ports/store/media.ts';
import type { Tables } from '../schema/tables.ts';
import { instantOrNull, oneOf } from './column.ts';
import type { Connection } from './connection.ts';

const MEDIA_KINDS = MESSAGE_KINDS.filter((kind) => isMedia(kind));

function read(row: Tables['media']): MediaItem {
  return {
    id: row.id,
    estateId: row.estate_id,
    conversationId: row.conversation_id,
    contactId: row.contact_id,
    householdId: row.household_id,
    messageSeq: row.message_seq,
    channel: row.channel,
    ref: row.ref,
    kind: oneOf(MEDIA_KINDS, row.kind),
    name: row.name,
    text: row.text,
    mime: row.mime,
    size: row.size,
    sha256: row.sha256,
    state: oneOf(MEDIA_STATES, row.state),
    createdAt: instant(row.created_at),
    settledAt: instantOrNull(row.settled_at),
  };
}

export function media({ db }: Connection): Media {
  const all = db.selectFrom('media').selectAll();
  const bytesWhere = (condition: ReturnType<typeof sql<boolean>>) =>
    sql<number>`coalesce(sum(case when ${condition} then size else 0 end), 0)`;

  return {
    async put(item) {
      await db
        .insertInto('media')
        .values({
          id: item.id,
          estate_id: item.estateId,
          conversation_id: item.conversationId,
          contact_id: item.contactId,
          household_id: item.householdId,
          message_seq: item.messageSeq,
          channel: item.channel,
          ref: item.ref,
          kind: item.kind,
          name: item.name,
          text: item.text,
          mime: item.mime,
          size: item.size,
          sha256: item.sha256,
          state: item.state,
          created_at: item.createdAt,
          settled_at: item.settledAt,
        })
        .onConflict((conflict) => conflict.column('message_seq').doNothing())
        .execute();
    },
    async byId(id) {
      const row = await all.where('id', '=', id).executeTakeFirst();
      return row && read(row);
    },
    async of(conversationId) {
      const query = all.where('conversation_id', '=', conversationId).orderBy('message_seq');
      return (await query.execute()).map(read);
    },
    async settle(id, { now, ...known }) {
      const { numUpdatedRows } = await db
        .updateTable('media')
        .set({ ...known, settled_at: now })
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async use(estateId, contactId, since) {
      const fresh = sql<boolean>`created_at >= ${since}`;
      const row = await db
        .selectFrom('media')
        .select([
          bytesWhere(sql`1 = 1`).as('estate'),
          bytesWhere(fresh).as('estateSince'),
          bytesWhere(sql`${fresh} and contact_id = ${contactId}`).as('contactSince'),
        ])
        .where('estate_id', '=', estateId)
        .where('state', '=', 'fetched')
        .executeTakeFirstOrThrow();
      return {
        estate: Number(row.estate),
        estateSince: Number(row.estateSince),
        contactSince: Number(row.contactSince),
      };
    },
    async erase(whose, now) {
      const [column, id] =
        'contactId' in whose
          ? (['contact_id', whose.contactId] as const)
          : (['household_id', whose.householdId] as const);
      const rows = await db
        .selectFrom('media')
        .select('sha256')
        .distinct()
        .where(column, '=', id)
        .where('sha256', 'is not', null)
        .execute();
      await db
        .updateTable('media')
        .set({ ref: null, name: null, text: null, mime: null, size: null, sha256: null })
        .set({ state: 'erased', settled_at: now })
        .where(column, '=', id)
        .execute();
      return rows.flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256]));
    },
    async needs(sha256) {
      for (const table of ['media', 'letter'] as const) {
        const found = db.selectFrom(table).select('sha256').where('sha256', '=', sha256).limit(1);
        if (await found.executeTakeFirst()) return true;
      }
      return false;
    },
  };
}
