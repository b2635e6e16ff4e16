import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Charge } from '#domain/household.ts';
import { fen } from '#domain/money.ts';
import { instant } from '#domain/time.ts';
import type { Charges, PaymentRow, Payments } from '#ports/store/households.ts';
import type { Tables } from '../schema/tables.ts';
import { day } from './column.ts';
import { chargeImages } from './charge-images.ts';
import { type Connection, param, prepare, stored } from './connection.ts';

function readCharge(row: Tables['charge']): Charge {
  return {
    id: row.id,
    householdId: row.household_id,
    item: row.item,
    from: row.period_from,
    to: row.period_to,
    due: day(row.due),
    amount: fen(row.amount),
    paid: fen(row.paid),
    asOf: day(row.as_of),
    ...(row.area !== null && row.rate !== null && { basis: { area: row.area, rate: row.rate } }),
    ...(row.missing_in !== null && { missing: true }),
  };
}

export function charges({ db, run, change }: Connection): Charges {
  const all = db.selectFrom('charge').selectAll().orderBy('due').orderBy('period_from');
  const ofHousehold = all.where('household_id', '=', param('household'));
  const open = prepare(ofHousehold.whereRef('paid', '<', 'amount'));
  const every = prepare(ofHousehold);
  const told = {
    due: param('due'),
    amount: param('amount'),
    paid: param('paid'),
    as_of: param('as_of'),
    import_id: param('import'),
    area: param('area'),
    rate: param('rate'),
    missing_in: null,
  };
  const put = prepare(
    db
      .insertInto('charge')
      .values({
        id: param('id'),
        household_id: param('household'),
        item: param('item'),
        period_from: param('from'),
        period_to: param('to'),
        ...told,
      })
      .onConflict((conflict) =>
        conflict.columns(['household_id', 'item', 'period_from', 'period_to']).doUpdateSet(told),
      )
      .returningAll(),
  );
  const addPaid = prepare(
    db
      .updateTable('charge')
      .set({ paid: sql<number>`paid + ${param('amount')}` })
      .where('id', '=', param('id')),
  );

  return {
    async open(householdId) {
      return (await run(open({ household: householdId }))).map(readCharge);
    },
    async all(householdId) {
      return (await run(every({ household: householdId }))).map(readCharge);
    },
    async put(row) {
      const { householdId: household, item, from, to, due, amount, paid } = row;
      const [written] = await run(
        put({
          id: randomUUID(),
          household,
          item,
          from,
          to,
          due,
          amount,
          paid,
          as_of: row.asOf,
          import: row.importId,
          area: row.basis?.area ?? null,
          rate: row.basis?.rate ?? null,
        }),
      );
      return readCharge(stored(written));
    },
    ...chargeImages({ db }),
    async addPaid(chargeId, amount) {
      await change(addPaid({ id: chargeId, amount }));
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

export function payments({ db, run, change }: Connection): Payments {
  const all = db.selectFrom('payment').selectAll().orderBy('at').orderBy('id');
  const of = prepare(all.where('household_id', '=', param('household')));
  // Two estates may have two billing systems, and those may give the same number to two payments.
  const record = prepare(
    db
      .insertInto('payment')
      .values({
        id: param('id'),
        household_id: param('household'),
        estate_id: (from) =>
          from.selectFrom('household').select('estate_id').where('id', '=', param('household')),
        amount: param('amount'),
        at: param('at'),
        source: param('source'),
        external_id: param('external'),
      })
      .onConflict((conflict) => conflict.columns(['estate_id', 'external_id']).doNothing()),
  );
  const allocate = prepare(
    db.insertInto('allocation').values({
      payment_id: param('payment'),
      charge_id: param('charge'),
      amount: param('amount'),
    }),
  );

  return {
    async record({ id, householdId: household, amount, at, source, externalId: external }) {
      return (await change(record({ id, household, amount, at, source, external }))) === 1;
    },
    async allocate(paymentId, chargeId, amount) {
      await change(allocate({ payment: paymentId, charge: chargeId, amount }));
    },
    of: async (householdId) => (await run(of({ household: householdId }))).map(readPayment),
    async between(estateId, from, to) {
      const query = all
        .where('estate_id', '=', estateId)
        .where('at', '>=', from)
        .where('at', '<', to);
      return (await query.execute()).map(readPayment);
    },
  };
}
