import { fen } from '#domain/money.ts';
import { instant, localDate } from '#domain/time.ts';
import { IMPORT_MODES, type ImportBatch, type Imports } from '#ports/store/imports.ts';
import type { Tables } from '../schema/tables.ts';
import { oneOf } from './column.ts';
import type { Connection } from './connection.ts';
import { importRecords } from './import-records.ts';

function read(row: Tables['import_batch']): ImportBatch {
  const { undone_at: at, undone_by: by, undone_why: why } = row;
  return {
    id: row.id,
    estateId: row.estate_id,
    sha256: row.sha256,
    fileName: row.file_name,
    asOf: localDate(row.as_of),
    mode: oneOf(IMPORT_MODES, row.mode),
    accepted: row.accepted,
    refused: row.refused,
    total: fen(row.total),
    at: instant(row.at),
    by: row.by,
    totals: row.totals,
    undone: at === null ? null : { at: instant(at), by: by ?? '', why: why ?? '' },
  };
}

export function imports(connection: Connection): Imports {
  const { db } = connection;
  const all = db.selectFrom('import_batch').selectAll();
  return {
    ...importRecords(connection),
    async put({ estateId, fileName, asOf, undone, ...same }) {
      const { newest } = await db
        .selectFrom('import_batch')
        .select(({ fn }) => fn.max('n').as('newest'))
        .where('estate_id', '=', estateId)
        .executeTakeFirstOrThrow();
      await db
        .insertInto('import_batch')
        .values({
          ...same,
          estate_id: estateId,
          n: Number(newest ?? 0) + 1,
          file_name: fileName,
          as_of: asOf,
          undone_at: undone?.at ?? null,
          undone_by: undone?.by ?? null,
          undone_why: undone?.why ?? null,
        })
        .execute();
    },
    async byId(id) {
      const row = await all.where('id', '=', id).executeTakeFirst();
      return row && read(row);
    },
    async bySha(estateId, sha256) {
      const query = all.where('estate_id', '=', estateId).where('sha256', '=', sha256);
      const row = await query.where('undone_at', 'is', null).executeTakeFirst();
      return row && read(row);
    },
    async list(estateId) {
      const query = all.where('estate_id', '=', estateId).orderBy('n', 'desc');
      return (await query.execute()).map(read);
    },
    async undo(id, { at, by, why }) {
      const { numUpdatedRows } = await db
        .updateTable('import_batch')
        .set({ undone_at: at, undone_by: by, undone_why: why })
        .where('id', '=', id)
        .where('undone_at', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}
