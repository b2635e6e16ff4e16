import { sql } from 'kysely';
import { z } from 'zod';
import { instant } from '#domain/time.ts';
import { CHANNEL_HEALTHS, DEAF_WHYS } from '#ports/channel.ts';
import type { ChannelGap, ChannelRecord, Channels } from '#ports/store/channels.ts';
import type { Tables } from '../schema/tables.ts';
import { flag, fromJson, instantOrNull, oneOf } from './column.ts';
import { type Connection, param, prepare } from './connection.ts';

const ids = z.array(z.string());

function readRecord(row: Tables['channel']): ChannelRecord {
  return {
    name: row.name,
    account: row.account,
    epoch: row.epoch,
    idsChange: row.ids_change === 1,
    loggedInAt: instantOrNull(row.logged_in_at),
    seenAt: instantOrNull(row.seen_at),
    state: oneOf(CHANNEL_HEALTHS, row.state),
    stateSince: instant(row.state_since),
    breaker:
      row.breaker_at === null ? null : { at: instant(row.breaker_at), why: row.breaker_why ?? '' },
    riskAt: instantOrNull(row.risk_at),
  };
}

function readGap(row: Tables['channel_gap']): ChannelGap {
  return {
    id: row.id,
    channel: row.channel,
    from: instant(row.from_at),
    to: instant(row.to_at),
    why: oneOf(DEAF_WHYS, row.why),
    conversations: fromJson(ids, row.conversations),
    releasedAt: instantOrNull(row.released_at),
    releasedBy: row.released_by,
  };
}

export function channels({ db, run }: Connection): Channels {
  const all = db.selectFrom('channel').selectAll();
  const gaps = db.selectFrom('channel_gap').selectAll();
  const standing = prepare(
    db
      .selectFrom('contact')
      .innerJoin('channel', 'channel.name', 'contact.channel')
      .leftJoin('contact_login', 'contact_login.contact_id', 'contact.id')
      .select((row) => [
        'channel.ids_change',
        'channel.epoch',
        'channel.breaker_at',
        'contact_login.epoch as met',
        row
          .selectFrom('channel_gap')
          .select(({ fn }) => fn.max('to_at').as('to_at'))
          .whereRef('channel_gap.channel', '=', 'contact.channel')
          .where('released_at', 'is', null)
          .as('deaf_until'),
      ])
      .where('contact.id', '=', param('id')),
  );

  return {
    async byName(name) {
      const row = await all.where('name', '=', name).executeTakeFirst();
      return row && readRecord(row);
    },
    list: async () => (await all.orderBy('name').execute()).map(readRecord),
    async put({ name, breaker, ...record }) {
      const told = {
        account: record.account,
        epoch: record.epoch,
        ids_change: flag(record.idsChange),
        logged_in_at: record.loggedInAt,
        seen_at: record.seenAt,
        state: record.state,
        state_since: record.stateSince,
        breaker_at: breaker?.at ?? null,
        breaker_why: breaker?.why ?? null,
        risk_at: record.riskAt,
      };
      await db
        .insertInto('channel')
        .values({ name, ...told })
        .onConflict((conflict) => conflict.column('name').doUpdateSet(told))
        .execute();
    },
    async putGap({ id, channel, from, to, why, conversations, releasedAt, releasedBy }) {
      const span = { from_at: from, to_at: to, why, conversations: JSON.stringify(conversations) };
      const state = { released_at: releasedAt, released_by: releasedBy };
      await db
        .insertInto('channel_gap')
        .values({ id, channel, ...span, ...state })
        .execute();
    },
    async gapById(id) {
      const row = await gaps.where('id', '=', id).executeTakeFirst();
      return row && readGap(row);
    },
    async gaps(channel, limit) {
      const query = gaps.where('channel', '=', channel).orderBy('to_at', 'desc').limit(limit);
      return (await query.execute()).map(readGap);
    },
    async releaseGap(id, staffId, now) {
      const { numUpdatedRows } = await db
        .updateTable('channel_gap')
        .set({ released_at: now, released_by: staffId })
        .where('id', '=', id)
        .where('released_at', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async standing(contactId) {
      const [row] = await run(standing({ id: contactId }));
      return {
        deafUntil: instantOrNull(row?.deaf_until ?? null),
        restricted: (row?.breaker_at ?? null) !== null,
        staleContact: row?.ids_change === 1 && row.met !== row.epoch,
      };
    },
    async met(contactId, channel, handle) {
      const known = await all.where('name', '=', channel).executeTakeFirst();
      const epoch = known?.epoch ?? 0;
      await db
        .insertInto('contact_login')
        .values({ contact_id: contactId, channel, handle, epoch })
        .onConflict((conflict) =>
          conflict.column('contact_id').doUpdateSet({ epoch, ...(handle !== null && { handle }) }),
        )
        .execute();
    },
    async rekey(channel, handle, key) {
      const taken = await db
        .selectFrom('contact')
        .select('id')
        .where('channel', '=', channel)
        .where('key', '=', key)
        .executeTakeFirst();
      if (taken) return true;
      const known = await db
        .selectFrom('contact_login')
        .select('contact_id')
        .where('channel', '=', channel)
        .where('handle', '=', handle)
        .execute();
      const [only, another] = known;
      if (!only || another) return false;
      await db.updateTable('contact').set({ key }).where('id', '=', only.contact_id).execute();
      return true;
    },
    async alive(channel, since) {
      const rows = await db
        .selectFrom('conversation')
        .innerJoin('contact', 'contact.id', 'conversation.contact_id')
        .select('conversation.id')
        .where('contact.channel', '=', channel)
        .where('conversation.last_at', '>=', since)
        .orderBy('conversation.last_at', 'desc')
        .execute();
      return rows.map(({ id }) => id);
    },
    async households(channel) {
      const rows = await db
        .selectFrom('binding')
        .innerJoin('contact', 'contact.id', 'binding.contact_id')
        .select('binding.household_id')
        .distinct()
        .where('contact.channel', '=', channel)
        .where('binding.ended_at', 'is', null)
        .execute();
      return rows.map((row) => row.household_id);
    },
    async lastMoved(channel) {
      const received = await db
        .selectFrom('inbound')
        .select('received_at')
        .where('channel', '=', channel)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      const sent = await db
        .selectFrom('outbound')
        .innerJoin('contact', 'contact.id', 'outbound.contact_id')
        .select(sql<number>`coalesce(settled_at, outbound.created_at)`.as('at'))
        .where('contact.channel', '=', channel)
        .where('outbound.status', '=', 'accepted')
        .orderBy('outbound.seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      return {
        in: instantOrNull(received?.received_at ?? null),
        out: instantOrNull(sent?.at ?? null),
      };
    },
  };
}
