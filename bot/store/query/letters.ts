import { z } from 'zod';
import { fen } from '#domain/money.ts';
import { instant } from '#domain/time.ts';
import {
  type ApprovedLetter,
  LETTER_ENDS,
  LETTER_RECEIVERS,
  LETTER_WAYS,
  type LetterDelivery,
  type Letters,
} from '#ports/store/letters.ts';
import type { Tables } from '../schema/tables.ts';
import { day, fromJson, oneOf, oneOfOrNull } from './column.ts';
import type { Connection } from './connection.ts';

const periodsSchema = z.array(z.string());

function read(row: Tables['letter']): ApprovedLetter {
  return {
    number: row.number,
    estateId: row.estate_id,
    householdId: row.household_id,
    approvedAt: instant(row.approved_at),
    approvedBy: row.approved_by,
    sha256: row.sha256,
    total: fen(row.total),
    replyBy: day(row.reply_by),
    periods: fromJson(periodsSchema, row.periods),
    delivery: deliveryOf(row),
  };
}

function deliveryOf(row: Tables['letter']): LetterDelivery | null {
  const { how, outcome, settled_on: on, recorded_at: at, recorded_by: by } = row;
  if (how === null || outcome === null || on === null || at === null || by === null) return null;
  return {
    how: oneOf(LETTER_WAYS, how),
    reference: row.reference,
    outcome: oneOf(LETTER_ENDS, outcome),
    receivedBy: oneOfOrNull(LETTER_RECEIVERS, row.received_by),
    on: day(on),
    recordedAt: instant(at),
    recordedBy: by,
  };
}

export function letters({ db }: Connection): Letters {
  const all = db.selectFrom('letter').selectAll();
  return {
    async put({ number, estateId, householdId, approvedAt, approvedBy, sha256, ...rest }) {
      await db
        .insertInto('letter')
        .values({
          number,
          estate_id: estateId,
          household_id: householdId,
          approved_at: approvedAt,
          approved_by: approvedBy,
          sha256,
          total: rest.total,
          reply_by: rest.replyBy,
          periods: JSON.stringify(rest.periods),
          ...columnsOf(rest.delivery),
        })
        .execute();
    },
    async byNumber(number) {
      const row = await all.where('number', '=', number).executeTakeFirst();
      return row && read(row);
    },
    async of(householdId) {
      const query = all.where('household_id', '=', householdId);
      return (await query.orderBy('approved_at', 'desc').orderBy('number').execute()).map(read);
    },
    async deliver(number, delivery) {
      const { numUpdatedRows } = await db
        .updateTable('letter')
        .set(columnsOf(delivery))
        .where('number', '=', number)
        .where('recorded_at', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async erase(householdId) {
      const rows = await db
        .selectFrom('letter')
        .select('sha256')
        .where('household_id', '=', householdId)
        .execute();
      await db
        .updateTable('letter')
        .set({ sha256: null })
        .where('household_id', '=', householdId)
        .execute();
      return rows.flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256]));
    },
  };
}

function columnsOf(delivery: LetterDelivery | null) {
  return {
    how: delivery?.how ?? null,
    reference: delivery?.reference ?? null,
    outcome: delivery?.outcome ?? null,
    received_by: delivery?.receivedBy ?? null,
    settled_on: delivery?.on ?? null,
    recorded_at: delivery?.recordedAt ?? null,
    recorded_by: delivery?.recordedBy ?? null,
  };
}
