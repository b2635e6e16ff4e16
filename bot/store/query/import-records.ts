import type { ImportChange, Imports } from '#ports/store/imports.ts';
import { oneOf } from './column.ts';
import type { Connection } from './connection.ts';

/** Rows put in at once; engines bound how many values one statement takes. */
const BATCH = 500;

const KINDS = ['charge', 'household'] as const;

/** What is kept beside an import: what it changed, what it refused, how its columns were read. */
export function importRecords({
  db,
}: Connection): Pick<
  Imports,
  'keepChanges' | 'changes' | 'keepRefused' | 'refused' | 'forget' | 'keepMapping' | 'mappings'
> {
  return {
    async keepChanges(id, changes) {
      for (let from = 0; from < changes.length; from += BATCH) {
        const rows = changes.slice(from, from + BATCH).map(({ householdId, ...change }, index) => ({
          import_id: id,
          n: from + index,
          household_id: householdId,
          ...change,
        }));
        await db.insertInto('import_change').values(rows).execute();
      }
    },
    async changes(id) {
      const query = db.selectFrom('import_change').selectAll().where('import_id', '=', id);
      const rows = await query.orderBy('n').execute();
      return rows.map(({ household_id, kind, subject, before, after }): ImportChange => {
        return { householdId: household_id, kind: oneOf(KINDS, kind), subject, before, after };
      });
    },
    async keepRefused(id, rows) {
      await db.insertInto('import_refused').values({ import_id: id, rows }).execute();
    },
    async refused(id) {
      const query = db.selectFrom('import_refused').select('rows').where('import_id', '=', id);
      return (await query.executeTakeFirst())?.rows;
    },
    async forget(estateId, before) {
      const old = db
        .selectFrom('import_batch')
        .select('id')
        .where('estate_id', '=', estateId)
        .where('at', '<', before);
      await db.deleteFrom('import_change').where('import_id', 'in', old).execute();
      await db.deleteFrom('import_refused').where('import_id', 'in', old).execute();
    },
    async keepMapping(estateId, { shape, mapping }, by, at) {
      await db
        .insertInto('import_mapping')
        .values({ estate_id: estateId, shape, mapping, by, at })
        .onConflict((conflict) =>
          conflict.columns(['estate_id', 'shape']).doUpdateSet({ mapping, by, at }),
        )
        .execute();
    },
    async mappings(estateId) {
      const query = db.selectFrom('import_mapping').select(['shape', 'mapping']);
      const rows = await query.where('estate_id', '=', estateId).orderBy('shape').execute();
      return rows.map(({ shape, mapping }) => ({ shape, mapping }));
    },
  };
}
