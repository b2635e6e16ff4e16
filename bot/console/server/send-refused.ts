import type { FastifyReply } from 'fastify';
import type { Desk } from './desk.ts';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Who takes the refused rows of which import: they name people, and every file that leaves the house is in the audit. */
export interface Taking {
  readonly staffId: string;
  /** Id of the import, or the digest of a workbook that is not booked. */
  readonly subject: string;
}

/** Answers with the refused rows as a workbook to be saved. @param name without its ending, letters, digits and dashes. */
export async function sendRefused(
  reply: FastifyReply,
  { store, clock }: Pick<Desk, 'store' | 'clock'>,
  name: string,
  bytes: Buffer,
  { staffId: actor, subject }: Taking,
): Promise<FastifyReply> {
  const what = {
    act: 'export',
    subject,
    before: null,
    after: 'refused rows',
    reason: null,
  } as const;
  await store.write((tx) => tx.audit.append({ at: clock.now(), actor, ...what }));
  reply.header('content-type', WORKBOOK);
  reply.header('content-disposition', `attachment; filename="${name}.xlsx"`);
  return reply.send(bytes);
}
