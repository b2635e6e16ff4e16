import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { refusedSheets } from '#accounts/import/refused-sheet.ts';
import { formatYuan } from '#domain/money.ts';
import type { ImportBatch } from '#ports/store/imports.ts';
import type { StaffMember } from '#ports/store/staff.ts';
import type { Tx } from '#ports/store/store.ts';
import { type ImportList, undoRequest } from '../import-api.ts';
import type { Desk } from './desk.ts';
import { needs } from './door.ts';
import { Refused } from './refused.ts';
import { estateFor, worksFor } from './scope.ts';
import { sendRefused } from './send-refused.ts';
import type { Sessions } from './session.ts';
import { importListView } from './view/import-view.ts';

const byId = z.object({ id: z.string().max(100) });
const byEstate = z.object({ estate: z.string().max(100) });

/** Workbooks that were booked: what each came to, its refused rows, and the way back. */
export function bookedImportRoutes(server: FastifyInstance, desk: Desk, sessions: Sessions): void {
  const { store } = desk;

  server.get(
    '/api/estates/:estate/imports',
    needs('import'),
    async (request): Promise<ImportList> => {
      const { member } = sessions.require(request);
      const { estate } = byEstate.parse(request.params);
      return store.read(async (tx) => importListView(tx, (await estateFor(tx, member, estate)).id));
    },
  );

  server.get('/api/imports/:id/errors.xlsx', needs('import'), async (request, reply) => {
    const { member } = sessions.require(request);
    const { id } = byId.parse(request.params);
    const { batch, rows } = await store.read(async (tx) => ({
      batch: await batchFor(tx, member, id),
      rows: await tx.imports.refused(id),
    }));
    if (rows === undefined) throw new Refused(404, 'NOT_FOUND');
    const sheets = refusedSheets.parse(JSON.parse(rows));
    const bytes = await desk.errorWorkbook(sheets, batch.asOf);
    const taking = { staffId: member.id, subject: id };
    return sendRefused(reply, desk, `errors-${batch.asOf}`, bytes, taking);
  });

  server.post('/api/imports/:id/undo', needs('undo-import'), async (request) => {
    const { member } = sessions.require(request);
    const { id } = byId.parse(request.params);
    await store.read(async (tx) => batchFor(tx, member, id));
    const { reason } = undoRequest.parse(request.body);
    const undid = await desk.undoImport(id, { by: member.id, why: reason });
    if (!undid.done) throw new Refused(409, REFUSALS[undid.why]);
    const { before, after, homes, keptPaid } = undid;
    return {
      before: formatYuan(before),
      after: formatYuan(after),
      rooms: homes,
      keptPaid,
    };
  });
}

const REFUSALS = {
  unknown: 'NOT_FOUND',
  undone: 'UNDONE_BEFORE',
  'too-old': 'UNDO_TOO_OLD',
  'later-import': 'LATER_IMPORT',
} as const;

/** @throws Refused 404 for one of another estate too. */
async function batchFor(tx: Tx, member: StaffMember, id: string): Promise<ImportBatch> {
  const batch = await tx.imports.byId(id);
  if (!batch || !worksFor(member, batch.estateId)) throw new Refused(404, 'NOT_FOUND');
  return batch;
}
