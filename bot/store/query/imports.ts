import { fen } from '#domain/money.ts';
import { instant, localDate } from '#domain/time.ts';
import type { ImportBatch, Imports } from '#ports/store/imports.ts';
import type { Tables } from '../schema/tables.ts';
import { oneOf } from './column.ts';
import type { Connection } from './connection.ts';

const MODES = ['full', 'partial'] as const;

function read(row: Tables['import_batch']): ImportBatch {
  return {
    id: row.id,
    estateId: row.estate_id,
    sha256: row.sha256,
    fileName: row.file_name,
    asOf: localDate(row.as_of),
    mode: oneOf(MODES, row.mode),
    accepted: row.accepted,
    refused: row.refused,
    total: fen(row.total),
    at: instant(row.at),
    by: row.by,
  };
}

export function imports({ db }: Connection): Imports {
  const all = db.selectFrom('import_batch').selectAll();
  return {
    async put(batch) {
      const { estateId, fileName, asOf, ...same } = batch;
      await db
        .insertInto('import_batch')
        .values({
          ...same,
          estate_id: estateId,
          file_name: fileName,
          as_of: asOf,
        })
        .execute();
    },
    async bySha(estateId, sha256) {
      const query = all.where('estate_id', '=', estateId).where('sha256', '=', sha256);
      const row = await query.executeTakeFirst();
      return row && read(row);
    },
    async list(estateId) {
      const query = all.where('estate_id', '=', estateId).orderBy('at', 'desc');
      return (await query.execute()).map(read);
    },
  };
}
