import { type Selectable, sql } from 'kysely';
import { LABELS } from '#domain/label.ts';
import { instant } from '#domain/time.ts';
import { MESSAGE_KINDS } from '#ports/channel.ts';
import type { InboundMessage, Inbox } from '#ports/store/messages.ts';
import type { Tables } from '../schema/tables.ts';
import { oneOf, oneOfOrNull } from './column.ts';
import { type Connection, param, prepare } from './connection.ts';

const ORIGINS = ['resident', 'bot', 'staff-console', 'staff-native'] as const;
const STATUSES = ['pending', 'handled'] as const;

function read(row: Selectable<Tables['inbound']>) {
  return {
    seq: row.seq,
    conversationId: row.conversation_id,
    channelMessageId: row.channel_message_id,
    kind: oneOf(MESSAGE_KINDS, row.kind),
    origin: oneOf(ORIGINS, row.origin),
    text: row.text,
    sentAt: instant(row.sent_at),
    receivedAt: instant(row.received_at),
    status: oneOf(STATUSES, row.status),
    label: oneOfOrNull(LABELS, row.label),
    confidence: row.confidence,
    recalled: row.recalled === 1,
  } satisfies InboundMessage;
}

export function inbox({ db, run, change }: Connection): Inbox {
  const of = db
    .selectFrom('inbound')
    .selectAll()
    .where('conversation_id', '=', param('id'))
    .orderBy('seq');
  const all = prepare(of);
  // The predicate of a partial index must stand in the statement itself, not among its parameters.
  const isPending = sql<boolean>`status = 'pending'`;
  const pending = prepare(of.where(isPending));
  const insert = prepare(
    db
      .insertInto('inbound')
      .values({
        conversation_id: param('conversation'),
        channel: param('channel'),
        channel_message_id: param('message'),
        kind: param('kind'),
        origin: param('origin'),
        text: param('text'),
        sent_at: param('sent'),
        received_at: param('received'),
        status: 'pending',
        label: null,
        confidence: null,
        recalled: 0,
      })
      .onConflict((conflict) => conflict.columns(['channel', 'channel_message_id']).doNothing())
      .returning('seq'),
  );
  const raise = prepare(
    db
      .updateTable('conversation')
      .set({ last_inbound: param('seq'), last_at: param('received') })
      .where('id', '=', param('conversation')),
  );
  const handled = prepare(
    db
      .updateTable('inbound')
      .set({ status: 'handled', label: param('label'), confidence: param('confidence') })
      .where('conversation_id', '=', param('id'))
      .where(isPending)
      .where('seq', '<=', param('seq')),
  );

  return {
    async store(channel, message) {
      const { conversationId: conversation, receivedAt: received } = message;
      const [row] = await run(
        insert({
          conversation,
          channel,
          message: message.channelMessageId,
          kind: message.kind,
          origin: message.origin,
          text: message.text,
          sent: message.sentAt,
          received,
        }),
      );
      if (!row) return undefined;
      const { seq } = row;
      await change(raise({ seq, received, conversation }));
      return seq;
    },
    pending: async (conversationId) => (await run(pending({ id: conversationId }))).map(read),
    async handled(conversationId, seq, label, confidence) {
      await change(handled({ id: conversationId, seq, label, confidence }));
    },
    async recall(channel, channelMessageId) {
      const { numUpdatedRows } = await db
        .updateTable('inbound')
        .set({ recalled: 1 })
        .where('channel', '=', channel)
        .where('channel_message_id', '=', channelMessageId)
        .where('recalled', '=', 0)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    of: async (conversationId) => (await run(all({ id: conversationId }))).map(read),
  };
}
