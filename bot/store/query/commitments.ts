import { z } from 'zod';
import {
  type InstalmentPlan,
  PLAN_STATUSES,
  PROMISE_STATUSES,
  type PromiseToPay,
} from '#domain/commitment.ts';
import { type Dispute, HANDOFF_REASONS } from '#domain/handoff.ts';
import { type Fen, fen } from '#domain/money.ts';
import { instant, isLocalDate, localDate } from '#domain/time.ts';
import type { Claims, Disputes, Plans, Promises } from '#ports/store/commitments.ts';
import type { Tables } from '../schema/tables.ts';
import { day, fenOrNull, fromJson, instantOrNull, oneOf } from './column.ts';
import { type Connection, param, prepare } from './connection.ts';

function readPromise(row: Tables['promise']): PromiseToPay {
  return {
    id: row.id,
    householdId: row.household_id,
    due: day(row.due),
    amount: fenOrNull(row.amount),
    madeAt: instant(row.made_at),
    status: oneOf(PROMISE_STATUSES, row.status),
  };
}

export function promises({ db, run }: Connection): Promises {
  const all = db.selectFrom('promise').selectAll('promise').orderBy('made_at');
  const of = prepare(all.where('household_id', '=', param('id')));
  const ofEstate = (id: string) =>
    all
      .innerJoin('household', 'household.id', 'promise.household_id')
      .where('household.estate_id', '=', id);

  return {
    of: async (householdId) => (await run(of({ id: householdId }))).map(readPromise),
    async record({ id, householdId, conversationId, due, amount, madeAt, status }) {
      const row = { id, household_id: householdId, conversation_id: conversationId, due, amount };
      const values = { ...row, made_at: madeAt, status, settled_at: null };
      await db.insertInto('promise').values(values).execute();
    },
    async settle(id, status, now) {
      const change = { status, settled_at: now };
      await db.updateTable('promise').set(change).where('id', '=', id).execute();
    },
    async between(estateId, from, to) {
      const query = ofEstate(estateId).where('made_at', '>=', from).where('made_at', '<', to);
      return (await query.execute()).map(readPromise);
    },
    async dueBetween(estateId, from, to) {
      const query = ofEstate(estateId).where('due', '>=', from).where('due', '<=', to);
      return (await query.execute()).map(readPromise);
    },
  };
}

const partsSchema = z.array(
  z.object({
    n: z.int(),
    due: z
      .string()
      .refine(isLocalDate)
      .transform((text) => localDate(text)),
    amount: z.int().transform((value): Fen => fen(value)),
  }),
);

function readPlan(row: Tables['plan']): InstalmentPlan {
  return {
    id: row.id,
    householdId: row.household_id,
    status: oneOf(PLAN_STATUSES, row.status),
    total: fen(row.total),
    parts: fromJson(partsSchema, row.parts),
  };
}

export function plans({ db, run }: Connection): Plans {
  const current = prepare(
    db
      .selectFrom('plan')
      .selectAll()
      .where('household_id', '=', param('id'))
      .where('status', 'in', ['proposed', 'agreed'])
      .orderBy('made_at', 'desc'),
  );

  return {
    async current(householdId) {
      const [row] = await run(current({ id: householdId }));
      return row && readPlan(row);
    },
    async put({ id, householdId, conversationId, status, total, parts }, now) {
      const row = { id, household_id: householdId, conversation_id: conversationId, status, total };
      const values = { ...row, parts: JSON.stringify(parts), made_at: now, settled_at: null };
      await db.insertInto('plan').values(values).execute();
    },
    async settle(id, status, now) {
      const change = { status, settled_at: now };
      await db.updateTable('plan').set(change).where('id', '=', id).execute();
    },
  };
}

export function claims({ db, run }: Connection): Claims {
  const open = prepare(
    db
      .selectFrom('payment_claim')
      .selectAll()
      .where('household_id', '=', param('id'))
      .where('status', '=', 'open')
      .orderBy('claimed_at', 'desc'),
  );

  return {
    async open(householdId) {
      const [row] = await run(open({ id: householdId }));
      if (!row) return undefined;
      const { id, claimed_at: claimedAt, until } = row;
      return { id, householdId, claimedAt: instant(claimedAt), until: instant(until) };
    },
    async put({ id, householdId, conversationId, claimedAt, until }) {
      const row = { id, household_id: householdId, conversation_id: conversationId, until };
      const values = { ...row, claimed_at: claimedAt, status: 'open', closed_at: null };
      await db.insertInto('payment_claim').values(values).execute();
    },
    async close(id, status, now) {
      const change = { status, closed_at: now };
      await db.updateTable('payment_claim').set(change).where('id', '=', id).execute();
    },
  };
}

function readDispute(row: Tables['dispute']): Dispute {
  return {
    id: row.id,
    householdId: row.household_id,
    cause: oneOf(HANDOFF_REASONS, row.cause),
    openedAt: instant(row.opened_at),
  };
}

export function disputes({ db, run }: Connection): Disputes {
  const all = db.selectFrom('dispute').selectAll('dispute').orderBy('opened_at');
  const open = prepare(
    all.where('household_id', '=', param('id')).where('resolved_at', 'is', null),
  );

  return {
    open: async (householdId) => (await run(open({ id: householdId }))).map(readDispute),
    async put({ id, householdId, conversationId, cause, openedAt }) {
      const row = { id, household_id: householdId, conversation_id: conversationId, cause };
      const values = { ...row, opened_at: openedAt, outcome: null, resolved_at: null };
      await db.insertInto('dispute').values(values).execute();
    },
    async resolve(id, outcome, now) {
      const change = { outcome, resolved_at: now };
      await db.updateTable('dispute').set(change).where('id', '=', id).execute();
    },
    async between(estateId, from, to) {
      const query = all
        .innerJoin('household', 'household.id', 'dispute.household_id')
        .where('household.estate_id', '=', estateId)
        .where('opened_at', '>=', from)
        .where('opened_at', '<', to);
      return (await query.execute()).map((row) => ({
        ...readDispute(row),
        resolvedAt: instantOrNull(row.resolved_at),
      }));
    },
  };
}
