import { fen } from '#domain/money.ts';
import type { ChargeImage, Charges } from '#ports/store/households.ts';
import type { Tables } from '../schema/tables.ts';
import { day } from './column.ts';
import type { Connection } from './connection.ts';

function read(row: Tables['charge']): ChargeImage {
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
    importId: row.import_id,
    basis: row.area === null || row.rate === null ? null : { area: row.area, rate: row.rate },
    missingIn: row.missing_in,
  };
}

/** Charges with all that an import writes of them, and the way back. */
export function chargeImages({
  db,
}: Pick<Connection, 'db'>): Pick<
  Charges,
  'images' | 'restore' | 'setMissing' | 'remove' | 'standing'
> {
  return {
    async images(householdId) {
      const query = db.selectFrom('charge').selectAll().where('household_id', '=', householdId);
      return (await query.orderBy('due').orderBy('period_from').orderBy('id').execute()).map(read);
    },
    async restore({ id, due, amount, paid, asOf, importId, basis, missingIn }) {
      const values = { due, amount, paid, as_of: asOf, import_id: importId, missing_in: missingIn };
      const reckoned = { area: basis?.area ?? null, rate: basis?.rate ?? null };
      await db
        .updateTable('charge')
        .set({ ...values, ...reckoned })
        .where('id', '=', id)
        .execute();
    },
    async setMissing(chargeId, importId) {
      const query = db.updateTable('charge').set({ missing_in: importId });
      await query.where('id', '=', chargeId).execute();
    },
    async remove(chargeId) {
      await db.deleteFrom('task').where('charge_id', '=', chargeId).execute();
      await db.deleteFrom('charge').where('id', '=', chargeId).execute();
    },
    async standing(estateId) {
      const row = await db
        .selectFrom('charge')
        .innerJoin('household', 'household.id', 'charge.household_id')
        .where('household.estate_id', '=', estateId)
        .whereRef('charge.paid', '<', 'charge.amount')
        .select(({ fn, eb }) => [
          fn
            .sum<number | string | null>(eb('charge.amount', '-', eb.ref('charge.paid')))
            .as('open'),
          fn.count<number | string>('charge.household_id').distinct().as('households'),
        ])
        .executeTakeFirst();
      return { open: fen(Number(row?.open ?? 0)), households: Number(row?.households ?? 0) };
    },
  };
}
