import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import { type StatuteId, isStatuteId, scriptId } from '#domain/category.ts';
import { STAGES } from '#domain/stage.ts';
import { instant } from '#domain/time.ts';
import { OUTBOX_STATUSES, type OutboundRow, type Outbox } from '#ports/store/messages.ts';
import type { Tables } from '../schema/tables.ts';
import { keptSelection } from './kept-selection.ts';
import { flag, fromJson, instantOrNull, oneOf, oneOfOrNull } from './column.ts';
import { type Connection, param, prepare } from './connection.ts';

const AUTHORS = ['bot', 'staff', 'native'] as const;
const statuteIds = z.array(z.custom<StatuteId>((id) => typeof id === 'string' && isStatuteId(id)));
const reasons = z.array(z.string());
const choices = z.object({ head: z.string(), options: z.array(z.string()) });

function read(row: Selectable<Tables['outbound']>): OutboundRow {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    householdId: row.household_id,
    contactId: row.contact_id,
    author: oneOf(AUTHORS, row.author),
    staffId: row.staff_id,
    text: row.text,
    script: row.script === null ? null : scriptId(row.script),
    variant: row.variant,
    stage: oneOfOrNull(STAGES, row.stage),
    citations: row.citations === '[]' ? [] : fromJson(statuteIds, row.citations),
    selection: row.selection === null ? null : fromJson(keptSelection, row.selection),
    proactive: row.proactive === 1,
    epoch: row.epoch,
    answersUpTo: row.answers_up_to,
    status: oneOf(OUTBOX_STATUSES, row.status),
    reasons: row.reasons === '[]' ? [] : fromJson(reasons, row.reasons),
    createdAt: instant(row.created_at),
    settledAt: instantOrNull(row.settled_at),
    channelMessageId: row.channel_message_id,
    ...(row.choices !== null && { choices: fromJson(choices, row.choices) }),
  };
}

export function outbox({ db, run, change }: Connection): Outbox {
  const all = db.selectFrom('outbound').selectAll('outbound').orderBy('seq');
  const byId = prepare(all.where('id', '=', param('id')));
  const of = prepare(all.where('conversation_id', '=', param('id')));
  // The predicates of partial indexes must stand in the statements themselves, not among their parameters.
  const isQueued = sql<boolean>`status = 'queued'`;
  const mayLeave = sql<boolean>`(not_before is null or not_before <= ${param('now')})`;
  const queued = prepare(all.where(isQueued).where(mayLeave).limit(param('limit')));
  const sending = prepare(all.where(sql<boolean>`status = 'sending'`));
  const isProactive = sql<boolean>`proactive = 1`;
  const insert = prepare(
    db.insertInto('outbound').values({
      id: param('id'),
      conversation_id: param('conversation'),
      household_id: param('household'),
      contact_id: param('contact'),
      author: param('author'),
      staff_id: param('staff'),
      text: param('text'),
      script: param('script'),
      variant: param('variant'),
      stage: param('stage'),
      citations: param('citations'),
      selection: param('selection'),
      proactive: param('proactive'),
      epoch: param('epoch'),
      answers_up_to: param('answers'),
      status: param('status'),
      reasons: param('reasons'),
      created_at: param('created'),
      settled_at: param('settled'),
      channel_message_id: param('message'),
      choices: param('choices'),
      wave_id: param('wave'),
    }),
  );
  const move = prepare(
    db
      .updateTable('outbound')
      .set({
        status: param('to'),
        settled_at: param('now'),
        reasons: sql<string>`coalesce(${param('reasons')}, reasons)`,
        channel_message_id: sql<string>`coalesce(${param('message')}, channel_message_id)`,
      })
      .where('id', '=', param('id'))
      .where('status', '=', param('from')),
  );
  // What waited in the outbox overnight reached the household when it left, not when it was written.
  const touchedAt = sql<number>`coalesce(settled_at, created_at)`;
  const touches = prepare(
    db
      .selectFrom('outbound')
      .select([touchedAt.as('at'), 'stage', 'script', 'status'])
      .where('household_id', '=', param('id'))
      .where(isProactive)
      .where('status', 'in', ['accepted', 'unknown', 'sending'])
      .where(touchedAt, '>=', param('since'))
      .orderBy(touchedAt, 'desc')
      .orderBy('seq', 'desc'),
  );
  const nextAt = prepare(
    db
      .selectFrom('outbound')
      .select(({ fn }) => fn.min('not_before').as('at'))
      .where(isQueued),
  );
  const sentBy = prepare(
    db
      .selectFrom('outbound')
      .innerJoin('contact', 'contact.id', 'outbound.contact_id')
      .select(['outbound.settled_at as at', 'outbound.proactive'])
      .$narrowType<{ at: number }>()
      .where('contact.channel', '=', param('channel'))
      .where('outbound.author', '!=', 'native')
      .where('outbound.status', 'in', ['accepted', 'unknown', 'sending'])
      .where('outbound.settled_at', '>=', param('since'))
      .orderBy('outbound.settled_at', 'desc'),
  );
  const heard = prepare(
    db
      .selectFrom('outbound')
      .select(['script', 'variant', 'created_at'])
      .where('conversation_id', '=', param('id'))
      .where('script', 'is not', null)
      .where('status', 'in', ['accepted', 'unknown', 'sending'])
      .orderBy('seq', 'desc')
      .limit(param('limit')),
  );

  return {
    async put(row) {
      await change(
        insert({
          id: row.id,
          conversation: row.conversationId,
          household: row.householdId,
          contact: row.contactId,
          author: row.author,
          staff: row.staffId,
          text: row.text,
          script: row.script,
          variant: row.variant,
          stage: row.stage,
          citations: JSON.stringify(row.citations),
          selection: row.selection && JSON.stringify(row.selection),
          proactive: flag(row.proactive),
          epoch: row.epoch,
          answers: row.answersUpTo,
          status: row.status,
          reasons: JSON.stringify(row.reasons),
          created: row.createdAt,
          settled: row.settledAt,
          message: row.channelMessageId,
          choices: row.choices ? JSON.stringify(row.choices) : null,
          wave: row.selection?.wave ?? null,
        }),
      );
    },
    async byId(id) {
      const [row] = await run(byId({ id }));
      return row && read(row);
    },
    queued: async (limit, now) => (await run(queued({ limit, now }))).map(read),
    async holdUntil(id, at) {
      await db.updateTable('outbound').set({ not_before: at }).where('id', '=', id).execute();
    },
    async nextAt() {
      const [row] = await run(nextAt({}));
      return row && row.at !== null ? instant(row.at) : undefined;
    },
    async sentBy(channel, since) {
      return (await run(sentBy({ channel, since }))).map((row) => ({
        at: instant(row.at),
        proactive: row.proactive === 1,
      }));
    },
    async identify(id, message) {
      await db
        .updateTable('outbound')
        .set({ channel_message_id: message })
        .where('id', '=', id)
        .execute();
    },
    sending: async () => (await run(sending({}))).map(read),
    async move(id, from, to, { now, reasons: why, channelMessageId: message = null }) {
      const told = { reasons: why ? JSON.stringify(why) : null, message };
      return (await change(move({ id, from, to, now, ...told }))) === 1;
    },
    of: async (conversationId) => (await run(of({ id: conversationId }))).map(read),
    async touches(householdId, since) {
      return (await run(touches({ id: householdId, since }))).map((row) => ({
        at: instant(row.at),
        stage: oneOfOrNull(STAGES, row.stage),
        script: row.script === null ? null : scriptId(row.script),
        delivered: row.status === 'accepted',
      }));
    },
    async heard(conversationId, limit) {
      return (await run(heard({ id: conversationId, limit }))).flatMap((row) =>
        row.script === null
          ? []
          : [
              {
                script: scriptId(row.script),
                variant: row.variant ?? 0,
                at: instant(row.created_at),
              },
            ],
      );
    },
    async between(estateId, from, to) {
      const query = all
        .innerJoin('conversation', 'conversation.id', 'outbound.conversation_id')
        .where('conversation.estate_id', '=', estateId)
        .where('outbound.created_at', '>=', from)
        .where('outbound.created_at', '<', to);
      return (await query.execute()).map(read);
    },
    async windows(channel, since) {
      const written = db
        .selectFrom('inbound')
        .innerJoin('conversation', 'conversation.id', 'inbound.conversation_id')
        .innerJoin('contact', 'contact.id', 'conversation.contact_id')
        .where('inbound.channel', '=', channel)
        .where('inbound.kind', '!=', 'enter')
        .where('inbound.sent_at', '>=', since)
        .groupBy(['contact.key', 'conversation.id'])
        .select(({ fn }) => [
          'contact.key',
          'conversation.id',
          fn.max('inbound.sent_at').as('wrote_at'),
        ])
        .as('written');
      const rows = await db
        .selectFrom(written)
        .innerJoin('inbound', (join) =>
          join
            .onRef('inbound.conversation_id', '=', 'written.id')
            .onRef('inbound.sent_at', '=', 'written.wrote_at'),
        )
        .select(({ selectFrom }) => [
          'written.id',
          'written.key',
          'written.wrote_at',
          'inbound.channel_message_id as message',
          selectFrom('outbound')
            .select(({ fn }) => fn.countAll<number>().as('sent'))
            .whereRef('outbound.conversation_id', '=', 'written.id')
            .where('outbound.author', '!=', 'native')
            .where('outbound.status', 'in', ['accepted', 'unknown', 'sending'])
            .where(touchedAt, '>=', sql.ref<number>('written.wrote_at'))
            .as('sent'),
        ])
        .execute();
      return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap(([one, ...others]) =>
        one
          ? {
              contact: one.key,
              wroteAt: instant(Number(one.wrote_at)),
              ids: [one, ...others].map(({ message }) => message),
              sent: Number(one.sent),
            }
          : [],
      );
    },
  };
}
