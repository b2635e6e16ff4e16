import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type SheetMapping, sheetMappings } from '#accounts/import/column-mapping.ts';
import { previewImport } from '#accounts/import/commit-import.ts';
import type { ImportPlan } from '#accounts/import/plan-import.ts';
import { ROOM_STATES, type RoomChange } from '#accounts/import/room-change.ts';
import { formatYuan } from '#domain/money.ts';
import { type LocalDate, isLocalDate, localDate } from '#domain/time.ts';
import { IMPORT_MODES, type ImportMode } from '#ports/store/imports.ts';
import type { StaffMember } from '#ports/store/staff.ts';
import { commitRequest, type ImportPreview, type RoomChanges } from '../import-api.ts';
import type { Desk } from './desk.ts';
import { needs } from './door.ts';
import { PendingImports } from './pending-import.ts';
import { Refused } from './refused.ts';
import { worksFor } from './scope.ts';
import type { Sessions } from './session.ts';
import { previewView, roomView } from './view/import-view.ts';
import { sendRefused } from './send-refused.ts';

/** Rooms a page. */
const PAGE = 50;

const byToken = z.object({ token: z.string().max(100) });
const which = byToken.extend({
  state: z.enum([...ROOM_STATES, 'held', 'overlap', 'recheck']).optional(),
  q: z.string().trim().max(100).default(''),
  page: z.coerce.number().int().min(0).max(100_000).default(0),
});
const meant = z.enum(IMPORT_MODES).default('partial');

/** Taking in arrears workbooks: first looked at, then booked. */
export function importRoutes(server: FastifyInstance, desk: Desk, sessions: Sessions): void {
  const pendings = new PendingImports();

  async function preview(
    member: StaffMember,
    plan: ImportPlan,
    estate: string,
    asOf: LocalDate,
    mode: ImportMode,
  ): Promise<ImportPreview> {
    return desk.store.read(async (tx) => {
      const known = await tx.estates.byName(estate);
      const allowed = known ? worksFor(member, known.id) : member.estates.length === 0;
      if (!allowed) throw new Refused(403, 'NOT_YOURS');
      const seen = await previewImport(tx, known?.id ?? '', plan, { mode, asOf });
      const { changes } = seen;
      const pending = { plan, estate, asOf, mode, changes, staffId: member.id };
      return previewView(tx, pendings.put(pending), pending, seen);
    });
  }

  server.post('/api/imports/preview', needs('import'), async (request) => {
    const { member } = sessions.require(request);
    const { fields, upload } = await readForm(request);
    const estate = fields.get('estate') ?? '';
    if (!upload || estate === '' || estate.length > 100) throw new Refused(400, 'INCOMPLETE');
    const mode = meant.parse(fields.get('mode'));
    const given = givenMapping(fields.get('mapping') ?? '');
    const plan = await desk.planImport(upload.bytes, upload.name, { estate, given });
    const told = fields.get('asOf') ?? '';
    const asOf = isLocalDate(told) ? localDate(told) : plan.asOf;
    if (asOf === null && plan.bills.length === 0) throw new Refused(422, 'UNREADABLE_FILE');
    if (asOf === null) throw new Refused(400, 'AS_OF_MISSING');
    return preview(member, plan, estate, asOf, mode);
  });

  server.post('/api/imports/sample', needs('import'), async (request) => {
    const { member } = sessions.require(request);
    const { plan, estate } = await desk.sampleImport();
    if (plan.asOf === null) throw new Refused(500, 'AS_OF_MISSING');
    return preview(member, plan, estate, plan.asOf, 'partial');
  });

  server.get(
    '/api/imports/preview/rooms',
    needs('import'),
    async (request): Promise<RoomChanges> => {
      const { member } = sessions.require(request);
      const { token, state, q, page } = which.parse(request.query);
      const { changes } = pendings.of(token, member.id);
      const found = changes.filter((one) => isAsked(one, state) && isNamed(one, q));
      const rooms = found.slice(page * PAGE, (page + 1) * PAGE).map(roomView);
      return { rooms, matching: found.length };
    },
  );

  server.get('/api/imports/preview/errors.xlsx', needs('import'), async (request, reply) => {
    const { member } = sessions.require(request);
    const { plan, asOf } = pendings.of(byToken.parse(request.query).token, member.id);
    if (plan.refusedSheets.length === 0) throw new Refused(404, 'NOT_FOUND');
    const bytes = await desk.errorWorkbook(plan.refusedSheets, asOf);
    const taking = { staffId: member.id, subject: plan.sha256 };
    return sendRefused(reply, desk, `errors-${asOf}`, bytes, taking);
  });

  server.post('/api/imports/commit', needs('import'), async (request) => {
    const { member } = sessions.require(request);
    const { token, held = null } = commitRequest.parse(request.body);
    const { plan, estate, asOf, mode } = pendings.of(token, member.id);
    const order = { estate, asOf, mode, mayHold: held, by: member.id };
    if (plan.bills.length === 0) throw new Refused(422, 'NOTHING_TO_BOOK');
    const booked = await desk.bookImport(plan, order);
    if (!booked.done) throw new Refused(409, REFUSALS[booked.why]);
    pendings.drop(token);
    const { importId, totals } = booked;
    return {
      importId,
      estateId: booked.estate.id,
      accepted: plan.bills.length,
      refused: plan.refused,
      held: totals.held,
      total: formatYuan(plan.total),
    };
  });
}

/** @throws Refused where the text is none of ours. */
function givenMapping(text: string): SheetMapping[] {
  if (text === '') return [];
  try {
    return sheetMappings.parse(JSON.parse(text));
  } catch {
    throw new Refused(400, 'BAD_REQUEST', { where: 'mapping' });
  }
}

const REFUSALS = {
  known: 'BOOKED_BEFORE',
  nothing: 'NOTHING_TO_BOOK',
  'many-held': 'MANY_HELD',
} as const;

function isAsked(change: RoomChange, state: z.infer<typeof which>['state']): boolean {
  if (state === undefined) return true;
  if (state === 'held') return change.held;
  if (state === 'overlap') return change.overlaps;
  if (state === 'recheck') return change.recheck !== null;
  return change.state === state;
}

function isNamed({ room, household, people }: RoomChange, q: string): boolean {
  return [room, household?.owner, people?.owner].some((text) => text?.includes(q));
}

interface Form {
  readonly fields: ReadonlyMap<string, string>;
  readonly upload: { readonly bytes: Buffer; readonly name: string } | undefined;
}

/** @throws Refused where the form breaks off. */
async function readForm(request: FastifyRequest): Promise<Form> {
  const fields = new Map<string, string>();
  let upload: Form['upload'];
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') upload = { bytes: await part.toBuffer(), name: part.filename };
      else if (typeof part.value === 'string') fields.set(part.fieldname, part.value.trim());
    }
  } catch (error) {
    if (error instanceof Error && 'statusCode' in error) throw error;
    throw new Refused(400, 'BAD_REQUEST');
  }
  return { fields, upload };
}
