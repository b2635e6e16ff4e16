import type { FastifyReply } from 'fastify';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Answers with a workbook to be saved. @param name without its ending, of letters, digits and dashes. */
export function sendWorkbook(reply: FastifyReply, name: string, bytes: Buffer): FastifyReply {
  reply.header('content-type', WORKBOOK);
  reply.header('content-disposition', `attachment; filename="${name}.xlsx"`);
  return reply.send(bytes);
}
