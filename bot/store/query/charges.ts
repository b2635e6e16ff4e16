import { randomUUID } from 'node:crypto';
import type { Charge } from '#domain/household.ts';
import { fen } from '#domain/money.ts';
import { instant, localDate } from '#domain/time.ts';
import type { Charges, PaymentRow, Payments } from '#ports/store/households.ts';
import type { Tables } from '../schema/tables.ts';
import { type Connection, param, prepare } from './connection.ts';

function readCharge(row: Tables['charge']): Charge {
  return {
    id: row.id,
    householdId: row.household_id,
    item: row.item,
    from: row.period_from,
    to: row.period_to,
    due: localDate(row.due),
    amount: fen(row.amount),
    paid: fen(row.paid),
    asOf: localDate(row.as_of),
  };
}

export function charges({ db, run }: Connection): Charges {
  const all = db.selectFrom('charge').selectAll().orderBy('due').orderBy('period_from');
  const ofHousehold = all.where('household_id', '=', param('household'));
  const open = prepare(ofHousehold.whereRef('paid', '<', 'amount'));

  return {
    async open(householdId) {
      return (await run(open({ household: householdId }))).map(readCharge);
    },
    async all(householdId) {
      return (await all.where('household_id', '=', householdId).execute()).map(readCharge);
    },
    async put(row) {
      const told = {
        due: row.due,
        amount: row.amount,
        paid: row.paid,
        as_of: row.asOf,
        import_id: row.importId,
      };
      const stored = await db
        .insertInto('charge')
        .values({
          id: randomUUID(),
          household_id: row.householdId,
          item: row.item,
          period_from: row.from,
          period_to: row.to,
          ...told,
        })
        .onConflict((conflict) =>
          conflict.columns(['household_id', 'item', 'period_from', 'period_to']).doUpdateSet(told),
        )
        .returningAll()
        .executeTakeFirstOrThrow();
      return readCharge(stored);
    },
    async addPaid(chargeId, amount) {
      await db
        .updateTable('charge')
        .set((column) => ({ paid: column('paid', '+', amount) }))
        .where('id', '=', chargeId)
        .execute();
    },
  };
}

function readPayment(row: Tables['payment']): PaymentRow {
  return {
    id: row.id,
    householdId: row.household_id,
    amount: fen(row.amount),
    at: instant(row.at),
    source: row.source,
    externalId: row.external_id,
  };
}

export function payments({ db }: Connection): Payments {
  const all = db.selectFrom('payment').selectAll('payment').orderBy('at');
  return {
    async record({ id, householdId, amount, at, source, externalId }) {
      const row = { id, household_id: householdId, amount, at, source, external_id: externalId };
      const stored = await db
        .insertInto('payment')
        .values(row)
        .onConflict((conflict) => conflict.column('external_id').doNothing())
        .returning('id')
        .executeTakeFirst();
      return stored !== undefined;
    },
    async allocate(paymentId, chargeId, amount) {
      const row = { payment_id: paymentId, charge_id: chargeId, amount };
      await db.insertInto('allocation').values(row).execute();
    },
    async of(householdId) {
      return (await all.where('household_id', '=', householdId).execute()).map(readPayment);
    },
    async between(estateId, from, to) {
      const query = all
        .innerJoin('household', 'household.id', 'payment.household_id')
        .where('household.estate_id', '=', estateId)
        .where('at', '>=', from)
        .where('at', '<', to);
      return (await query.execute()).map(readPayment);
    },
  };
}
