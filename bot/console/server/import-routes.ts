import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { previewImport } from '#accounts/import/commit-import.ts';
import type { ImportPlan } from '#accounts/import/plan-import.ts';
import { formatYuan } from '#domain/money.ts';
import { type LocalDate, isLocalDate, localDate } from '#domain/time.ts';
import type { StaffMember } from '#ports/store/staff.ts';
import { commitRequest, type ImportPreview } from '../api.ts';
import type { Desk } from './desk.ts';
import { needs } from './door.ts';
import { Refused } from './refused.ts';
import { worksFor } from './scope.ts';
import type { Sessions } from './session.ts';

interface Pending {
  readonly plan: ImportPlan;
  readonly estate: string;
  readonly asOf: LocalDate;
  readonly staffId: string;
}

/** Previews that wait to be committed; the oldest gives way. */
const MOST_PENDING = 20;

/** Taking in arrears workbooks: first looked at, then booked. */
export function importRoutes(server: FastifyInstance, desk: Desk, sessions: Sessions): void {
  const pending = new Map<string, Pending>();

  async function preview(
    member: StaffMember,
    plan: ImportPlan,
    estate: string,
    asOf: LocalDate,
  ): Promise<ImportPreview> {
    const known = await desk.store.read((tx) => tx.estates.byName(estate));
    const allowed = known ? worksFor(member, known.id) : member.estates.length === 0;
    if (!allowed) throw new Refused(403, 'NOT_YOURS');
    const changes = await desk.store.read((tx) => previewImport(tx, known?.id ?? '', plan));
    const token = randomUUID();
    pending.set(token, { plan, estate, asOf, staffId: member.id });
    const [oldest] = pending.keys();
    if (pending.size > MOST_PENDING && oldest !== undefined) pending.delete(oldest);
    const { households, added, changed, unchanged } = changes;
    return {
      token,
      fileName: plan.fileName,
      estate,
      asOf,
      accepted: plan.bills.length,
      refused: plan.refused,
      warnings: plan.findings.filter(({ severity }) => severity === 'warning').length,
      total: formatYuan(plan.total),
      households,
      changes: { added, changed, unchanged },
      known: changes.known,
      rows: [...plan.findings],
    };
  }

  server.post('/api/imports/preview', needs('import'), async (request) => {
    const { member } = sessions.require(request);
    const { fields, upload } = await readForm(request);
    const estate = fields.get('estate') ?? '';
    if (!upload || estate === '' || estate.length > 100) throw new Refused(400, 'INCOMPLETE');
    const plan = await desk.planImport(upload.bytes, upload.name);
    const told = fields.get('asOf') ?? '';
    const asOf = isLocalDate(told) ? localDate(told) : plan.asOf;
    if (asOf === null && plan.bills.length === 0) throw new Refused(422, 'UNREADABLE_FILE');
    if (asOf === null) throw new Refused(400, 'AS_OF_MISSING');
    return preview(member, plan, estate, asOf);
  });

  server.post('/api/imports/sample', needs('import'), async (request) => {
    const { member } = sessions.require(request);
    const { plan, estate } = await desk.sampleImport();
    if (plan.asOf === null) throw new Refused(500, 'AS_OF_MISSING');
    return preview(member, plan, estate, plan.asOf);
  });

  server.post('/api/imports/commit', needs('import'), async (request) => {
    const { member } = sessions.require(request);
    const { token } = commitRequest.parse(request.body);
    const found = pending.get(token);
    if (!found || found.staffId !== member.id) throw new Refused(404, 'NOT_FOUND');
    const { plan, estate, asOf } = found;
    if (plan.bills.length === 0) throw new Refused(422, 'NOTHING_TO_BOOK');
    const { id } = await desk.bookImport(plan, estate, asOf, member.id);
    pending.delete(token);
    return { estateId: id, accepted: plan.bills.length, total: formatYuan(plan.total) };
  });
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
